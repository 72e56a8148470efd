package org.livelihood.goods.lot;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.livelihood.goods.linkage.Work;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.LotId;
import org.livelihood.platform.kernel.MemberId;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.Refusal;
import org.livelihood.platform.kernel.WorkerId;
import org.livelihood.platform.security.Tokens;
import org.livelihood.support.Api;
import org.livelihood.support.JourneyTest;
import org.livelihood.support.Village;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Flux;

/** Who may contribute what, and that nobody works more than a day has hours. */
@JourneyTest
class ContributorsJourneyTest {

    private static final int ROUNDS = 8;
    private static final long WHOLE_DAY = 1_440;

    @Autowired
    private WebTestClient web;

    @Autowired
    private Tokens tokens;

    @Autowired
    private Lots lots;

    private Village village;
    private ProducerId producer;

    @BeforeEach
    void settle() {
        village = new Village(web, tokens, "WORKSHOP");
        village.household("knitter", "WORKER");
        village.household("supplier", "SUPPLIER");
        village.worker("packer", "WORKER");
        producer = new ProducerId(UUID.fromString(village.producerId));
    }

    private static Map<String, Object> timeTerms() {
        Map<String, Object> terms = new HashMap<>(Village.workshopTerms());
        terms.put("operations", List.of(Map.of("code", "hours", "unit", "MINUTE", "rateFen", 600, "perUnits", 60)));
        return terms;
    }

    private String open(String sku, String agreement) {
        return village.producer
                .post(
                        "/api/v1/producers/" + village.producerId + "/lots",
                        Map.of("skuId", sku, "agreementId", agreement))
                .expect(201)
                .text("/id");
    }

    private Api.Answer contributed(String lot, Map<String, Object> entry) {
        return village.producer.post(
                "/api/v1/producers/" + village.producerId + "/lots/" + lot + "/contributions",
                Map.of("contributions", List.of(entry)));
    }

    private static Map<String, Object> labour(String as, String person, String operation, long units) {
        return Map.of(
                as,
                person,
                "kind",
                "LABOUR",
                "operation",
                operation,
                "units",
                units,
                "workedOn",
                Village.DAY.toString(),
                "evidence",
                "sheet 1");
    }

    @Test
    void labourComesFromThePersonWhoStandsAsAWorker() {
        String lot = open(village.sku("Socks", 690), village.agreement(Village.workshopTerms()));
        String relative = village.officer
                .post(
                        "/api/v1/households/" + village.households.get("knitter") + "/members",
                        Map.of("name", "张四", "idNumber", Village.idNumber(), "labour", "ORDINARY", "health", "HEALTHY"))
                .expect(201)
                .text("/id");
        contributed(lot, labour("memberId", village.members.get("knitter"), "knit", 1))
                .expect(201);
        contributed(lot, labour("workerId", village.workers.get("packer"), "pack", 1))
                .expect(201);
        for (String stranger : List.of(relative, village.members.get("supplier"))) {
            Api.Answer refused =
                    contributed(lot, labour("memberId", stranger, "knit", 1)).expect(422);
            assertThat(refused.text("/code")).isEqualTo("lot.not-a-contributor");
            assertThat(refused.text("/detail")).contains(stranger);
        }
        contributed(lot, labour("workerId", village.members.get("knitter"), "knit", 1))
                .expect(201);
        contributed(lot, labour("memberId", village.workers.get("packer"), "pack", 1))
                .expect(201);
    }

    @Test
    void deliveriesComeFromSuppliers() {
        String lot = open(village.sku("Eggs", 690), village.agreement(Village.eggTerms()));
        Map<String, Object> delivery = new HashMap<>(Map.of(
                "memberId",
                village.members.get("supplier"),
                "kind",
                "DELIVERY",
                "units",
                1,
                "workedOn",
                Village.DAY.toString(),
                "evidence",
                "slip 1"));
        contributed(lot, delivery).expect(201);
        delivery.put("memberId", village.members.get("knitter"));
        assertThat(contributed(lot, delivery).expect(422).text("/code")).isEqualTo("lot.not-a-contributor");
    }

    @Test
    void aWorkerOfNoHouseholdHasNoLongerDayThanOthers() {
        String lot = open(village.sku("Socks", 690), village.agreement(timeTerms()));
        String packer = village.workers.get("packer");
        contributed(lot, labour("workerId", packer, "hours", WHOLE_DAY)).expect(201);
        assertThat(contributed(lot, labour("workerId", packer, "hours", 1))
                        .expect(422)
                        .text("/code"))
                .isEqualTo("lot.too-many-hours");
    }

    @Test
    void ofWholeDaysEnteredAtOnceForOnePersonOneStands() {
        String agreement = village.agreement(timeTerms());
        String sku = village.sku("Socks", 690);
        MemberId knitter = new MemberId(UUID.fromString(village.members.get("knitter")));
        WorkerId packer = new WorkerId(UUID.fromString(village.workers.get("packer")));
        List<LotId> open = List.of(
                new LotId(UUID.fromString(open(sku, agreement))),
                new LotId(UUID.fromString(open(sku, agreement))),
                new LotId(UUID.fromString(open(sku, agreement))));
        for (int round = 0; round < ROUNDS; round++) {
            LocalDate day = Village.DAY.minusDays(round);
            List<Contribution.Entry> entries = List.of(hours(knitter, null, day), hours(null, packer, day));
            List<List<UUID>> added = Objects.requireNonNull(Flux.fromIterable(open)
                    .flatMap(
                            lot -> lots.contribute(Caller.system(), producer, lot, entries)
                                    .onErrorComplete(Refusal.class),
                            open.size())
                    .collectList()
                    .block());
            assertThat(added)
                    .as("round %d", round)
                    .singleElement()
                    .satisfies(ids -> assertThat(ids).hasSize(2));
        }
    }

    private static Contribution.Entry hours(MemberId member, WorkerId worker, LocalDate day) {
        return new Contribution.Entry(member, worker, Work.Kind.LABOUR, "hours", WHOLE_DAY, day, "sheet 1");
    }
}
