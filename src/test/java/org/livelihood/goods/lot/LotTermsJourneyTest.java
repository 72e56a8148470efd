package org.livelihood.goods.lot;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.livelihood.platform.security.Tokens;
import org.livelihood.support.Api;
import org.livelihood.support.JourneyTest;
import org.livelihood.support.Village;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** What was delivered is owed by the terms of its own day, whatever the producer agrees to afterwards. */
@JourneyTest
class LotTermsJourneyTest {

    private static final LocalDate TODAY = LocalDate.now(ZoneId.of("Asia/Shanghai"));

    @Autowired
    private WebTestClient web;

    @Autowired
    private Tokens tokens;

    private Village village;
    private String lots;
    private String agreement;

    @BeforeEach
    void settle() {
        village = new Village(web, tokens, "FARM");
        village.household("h", "SUPPLIER");
        lots = "/api/v1/producers/" + village.producerId + "/lots";
        agreement = village.agreement(Village.eggTerms());
    }

    /** A second version with half the guarantee and no rebate. */
    private void worsened(LocalDate from) {
        Map<String, Object> terms = new HashMap<>(Village.eggTerms());
        terms.put("guaranteePriceFen", 50);
        terms.put("rebateBasisPoints", 0);
        String base = "/api/v1/producers/" + village.producerId + "/agreements/" + agreement + "/versions";
        village.producer
                .post(
                        base,
                        Map.of(
                                "title",
                                "Agreement",
                                "terms",
                                terms,
                                "evidenceHash",
                                "cd".repeat(32),
                                "from",
                                from.toString()))
                .expect(201);
        village.producer.post(base + "/2/activation", Map.of()).expect(200);
    }

    private String open(String sku) {
        return village.producer
                .post(lots, Map.of("skuId", sku, "agreementId", agreement))
                .expect(201)
                .text("/id");
    }

    private Api.Answer delivered(String lot, LocalDate day, long units) {
        return delivered(lot, day, units, null);
    }

    private Api.Answer delivered(String lot, LocalDate day, long units, @Nullable String corrects) {
        Map<String, Object> entry = new HashMap<>(Map.of(
                "memberId",
                village.members.get("h"),
                "kind",
                "DELIVERY",
                "units",
                units,
                "workedOn",
                day.toString(),
                "evidence",
                "slip"));
        if (corrects != null) {
            entry.put("corrects", corrects);
        }
        return village.producer.post(lots + "/" + lot + "/contributions", Map.of("contributions", List.of(entry)));
    }

    private Api.Answer sealed(String lot, LocalDate on) {
        return village.producer.post(
                lots + "/" + lot + "/seal", Map.of("units", 1, "on", on.toString(), "marketPriceFen", 10));
    }

    private static long owed(JsonNode lot) {
        long sum = 0;
        for (JsonNode payable : lot.at("/payables")) {
            sum += payable.at("/amount").asLong();
        }
        return sum;
    }

    @Test
    void aLotIsNotSealedUnderTermsOfADayToCome() {
        worsened(TODAY.plusYears(1));
        String lot = open(village.sku("Eggs", 5_980));
        delivered(lot, Village.DAY, 30).expect(201);
        Api.Answer refused = sealed(lot, TODAY.plusYears(1)).expect(422);
        assertThat(refused.text("/code")).isEqualTo("lot.day-to-come");
        assertThat(refused.text("/errors/0/field")).isEqualTo("on");
        assertThat(owed(sealed(lot, TODAY).expect(200).body())).isEqualTo(30 * 105);
    }

    @Test
    void aLotIsNotSealedForADayBeforeItsLastContribution() {
        String lot = open(village.sku("Eggs", 5_980));
        delivered(lot, Village.DAY, 10).expect(201);
        delivered(lot, Village.DAY.plusDays(2), 20).expect(201);
        assertThat(sealed(lot, Village.DAY.plusDays(1)).expect(422).text("/code"))
                .isEqualTo("lot.before-the-work");
        sealed(lot, Village.DAY.plusDays(2)).expect(200);
    }

    @Test
    void contributionsUnderTwoVersionsAreTwoLots() {
        worsened(TODAY);
        String sku = village.sku("Eggs", 5_980);
        String lot = open(sku);
        delivered(lot, Village.DAY, 20).expect(201);
        assertThat(sealed(lot, TODAY).expect(422).text("/code")).isEqualTo("lot.worked-under-another");
        String wrong = delivered(lot, TODAY, 10).expect(201).text("/ids/0");
        assertThat(sealed(lot, TODAY).expect(422).text("/code")).isEqualTo("lot.worked-under-another");
        delivered(lot, TODAY, -10, wrong).expect(201);
        assertThat(owed(sealed(lot, Village.DAY).expect(200).body()))
                .as("a contribution corrected away on its day asks for nothing")
                .isEqualTo(20 * 105);
        String later = open(sku);
        delivered(later, TODAY, 10).expect(201);
        assertThat(owed(sealed(later, TODAY).expect(200).body())).isEqualTo(10 * 50);
    }

    @Test
    void goodsThatOweARebateAreNotRemadeUnderTermsWithNone() {
        worsened(TODAY);
        String source = open(village.sku("Eggs, loose", 5_980));
        delivered(source, Village.DAY, 30).expect(201);
        sealed(source, Village.DAY).expect(200);
        String boxed = open(village.sku("Eggs, boxed", 5_980));
        Map<String, Object> seal = new HashMap<>(
                Map.of("units", 1, "on", TODAY.toString(), "sources", List.of(Map.of("lotId", source, "units", 1))));
        String path = lots + "/" + boxed + "/seal";
        assertThat(village.producer.post(path, seal).expect(422).text("/code")).isEqualTo("lot.other-version");
        seal.put("on", Village.DAY.toString());
        assertThat(village.producer.post(path, seal).expect(200).number("/agreementVersion"))
                .isEqualTo(1);
    }

    @Test
    void aPriceBeyondReasonIsRefused() {
        String lot = open(village.sku("Eggs", 5_980));
        delivered(lot, Village.DAY, 30).expect(201);
        village.producer
                .post(
                        lots + "/" + lot + "/seal",
                        Map.of("units", 1, "on", Village.DAY.toString(), "marketPriceFen", 100_000_001))
                .expect(400);
    }

    @Test
    void officersReadTheLotsOfTheirRegion() {
        String lot = open(village.sku("Eggs", 5_980));
        Api stranger = Api.of(web, tokens, Tokens.officerOf("510000000000"));
        for (String path : List.of(lots, lots + "/" + lot, lots + "/" + lot + "/graph")) {
            village.officer.get(path).expect(200);
            village.auditor.get(path).expect(200);
            stranger.get(path).expect(404);
        }
    }
}
