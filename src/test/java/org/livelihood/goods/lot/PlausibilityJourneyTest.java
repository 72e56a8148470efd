package org.livelihood.goods.lot;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.livelihood.platform.security.Tokens;
import org.livelihood.support.Api;
import org.livelihood.support.JourneyTest;
import org.livelihood.support.Village;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;

/** What is sealed can be: no overflow, no more pay than goods are worth, no more pieces than a day has. */
@JourneyTest
class PlausibilityJourneyTest {

    private static final long MOST = 1_000_000_000L;

    @Autowired
    private WebTestClient web;

    @Autowired
    private Tokens tokens;

    private Village village;
    private String lots;

    @BeforeEach
    void settle() {
        village = new Village(web, tokens, "WORKSHOP");
        village.household("ghost", "WORKER");
        lots = "/api/v1/producers/" + village.producerId + "/lots";
    }

    private String agreement(long rateFen, long perUnits) {
        return village.agreement(Map.of(
                "model",
                "WORKSHOP",
                "logisticsFen",
                0,
                "platformBasisPoints",
                0,
                "operations",
                List.of(Map.of("code", "knit", "unit", "PIECE", "rateFen", rateFen, "perUnits", perUnits))));
    }

    private String open(String agreement, long priceFen) {
        return village.producer
                .post(lots, Map.of("skuId", village.sku("Socks", priceFen), "agreementId", agreement))
                .expect(201)
                .text("/id");
    }

    private void knitted(String lot, long pieces, LocalDate on, int times) {
        Map<String, Object> entry = new HashMap<>(Map.of(
                "memberId",
                village.members.get("ghost"),
                "kind",
                "LABOUR",
                "operation",
                "knit",
                "units",
                pieces,
                "workedOn",
                on.toString(),
                "evidence",
                "sheet 1"));
        village.producer
                .post(
                        lots + "/" + lot + "/contributions",
                        Map.of(
                                "contributions",
                                Stream.generate(() -> entry).limit(times).toList()))
                .expect(201);
    }

    private Api.Answer sealed(String lot, long units) {
        return village.producer.post(lots + "/" + lot + "/seal", Map.of("units", units, "on", Village.DAY.toString()));
    }

    @Test
    @DisplayName("D6: 10^11 pieces at 10^8 fen for 10^6 are refused when the lot is sealed, and the checks answer")
    void whatOverflowsIsNotSealed() {
        String lot = open(agreement(100_000_000, 1_000_000), 6_900);
        knitted(lot, MOST, Village.DAY, 100);
        assertThat(sealed(lot, 10).expect(422).text("/code")).isEqualTo("lot.too-much-work");
        String dear = open(agreement(100_000_000, 1), 6_900);
        knitted(dear, 10_001, Village.DAY, 1);
        assertThat(sealed(dear, 10).expect(422).text("/code")).isEqualTo("lot.too-much-owed");
        for (String check : List.of("I3", "I6", "F3", "F4")) {
            village.auditor.get("/api/v1/audit/checks/" + check).expect(200);
        }
        village.auditor.get("/api/v1/audit/summary").expect(200);
    }

    @Test
    @DisplayName("E8: a lot worth 230 yuan does not owe 2,700 yuan for 9,000 pieces of one day")
    void aGhostsPiecesAreNotSealed() {
        String lot = open(agreement(30, 1), 2_300);
        knitted(lot, 9_000, Village.DAY, 1);
        assertThat(sealed(lot, 10).expect(422).text("/code")).isEqualTo("lot.implausible-pay");
        assertThat(sealed(lot, 1_000).expect(422).text("/code")).isEqualTo("lot.implausible-pieces");
        Map<String, Object> confirmed =
                Map.of("mostPayFen", 270_000, "mostPiecesADay", 9_000, "reason", "counted on the spot");
        village.producer.post(lots + "/" + lot + "/confirmation", confirmed).expect(403);
        Api.of(web, tokens, Tokens.officerOf("510000000000"))
                .post(lots + "/" + lot + "/confirmation", confirmed)
                .expect(404);
        village.officer.post(lots + "/" + lot + "/confirmation", confirmed).expect(204);
        assertThat(sealed(lot, 10).expect(200).number("/payables/0/amount")).isEqualTo(270_000);
        village.officer.post(lots + "/" + lot + "/confirmation", confirmed).expect(409);
    }

    @Test
    @DisplayName("E8: pieces of a day count together over lots")
    void piecesOfADayAreCountedOverLots() {
        String agreement = agreement(1, 1);
        String first = open(agreement, 690_000);
        String second = open(agreement, 690_000);
        knitted(first, 2_000, Village.DAY, 1);
        knitted(second, 2_000, Village.DAY, 1);
        sealed(first, 10).expect(200);
        assertThat(sealed(second, 10).expect(422).text("/code")).isEqualTo("lot.implausible-pieces");
        String third = open(agreement, 690_000);
        knitted(third, 2_000, Village.DAY.minusDays(1), 1);
        sealed(third, 10).expect(200);
    }

    @Test
    @DisplayName("E8: pieces of a day count together also where the lots are sealed at once")
    void piecesOfADayAreCountedOverLotsSealedAtOnce() {
        String agreement = agreement(1, 1);
        for (int round = 0; round < 4; round++) {
            LocalDate day = Village.DAY.minusDays(round);
            List<String> made =
                    Stream.generate(() -> open(agreement, 690_000)).limit(2).toList();
            made.forEach(lot -> knitted(lot, 2_000, day, 1));
            List<Integer> answers =
                    made.parallelStream().map(lot -> sealed(lot, 10).status()).toList();
            assertThat(answers).containsExactlyInAnyOrder(200, 422);
        }
    }
}
