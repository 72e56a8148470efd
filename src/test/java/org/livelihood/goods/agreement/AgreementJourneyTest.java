package org.livelihood.goods.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.livelihood.goods.linkage.OrderAssistanceTerms;
import org.livelihood.platform.kernel.AgreementId;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.Refusal;
import org.livelihood.platform.security.Tokens;
import org.livelihood.support.Api;
import org.livelihood.support.JourneyTest;
import org.livelihood.support.Village;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Flux;

/** Which version of an agreement holds, whom its terms may name, and who reads it. */
@JourneyTest
class AgreementJourneyTest {

    private static final LocalDate TODAY = LocalDate.now(ZoneId.of("Asia/Shanghai"));
    private static final int ROUNDS = 8;

    @Autowired
    private WebTestClient web;

    @Autowired
    private Tokens tokens;

    @Autowired
    private Agreements agreements;

    private Village village;
    private String base;

    @BeforeEach
    void settle() {
        village = new Village(web, tokens, "PARK");
        base = "/api/v1/producers/" + village.producerId + "/agreements";
    }

    private Map<String, Object> draft(Map<String, Object> terms, LocalDate from) {
        return Map.of("title", "Agreement", "terms", terms, "evidenceHash", "ab".repeat(32), "from", from.toString());
    }

    private Api.Answer amended(String agreement, LocalDate from) {
        return village.producer.post(base + "/" + agreement + "/versions", draft(Village.eggTerms(), from));
    }

    private Api.Answer activated(String agreement, long version) {
        return village.producer.post(base + "/" + agreement + "/versions/" + version + "/activation", Map.of());
    }

    @Test
    void onlyTheFirstVersionMayHaveBegunBefore() {
        String agreement = village.agreement(Village.eggTerms());
        long past = amended(agreement, TODAY.minusDays(1)).expect(201).number("/version");
        assertThat(activated(agreement, past).expect(422).text("/code")).isEqualTo("agreement.starts-in-the-past");
        long today = amended(agreement, TODAY).expect(201).number("/version");
        activated(agreement, today).expect(200);
        long same = amended(agreement, TODAY).expect(201).number("/version");
        assertThat(activated(agreement, same).expect(422).text("/code")).isEqualTo("agreement.starts-too-early");
    }

    private static Map<String, Object> parkTerms(List<Map<String, Object>> beneficiaries) {
        return Map.of(
                "model",
                "PARK_DRIVEN",
                "rentFen",
                300,
                "wageFen",
                480,
                "fundBasisPoints",
                300,
                "beneficiaries",
                beneficiaries,
                "logisticsFen",
                0,
                "platformBasisPoints",
                0,
                "hostBasisPoints",
                0);
    }

    private static Map<String, Object> beneficiary(Object household) {
        return Map.of("household", household, "persons", 2);
    }

    private static Map<String, Object> cooperativeTerms(int patronageBasisPoints, List<Object> households) {
        return Map.of(
                "model",
                "SHAREHOLDING",
                "reserveBasisPoints",
                1_000,
                "patronageBasisPoints",
                patronageBasisPoints,
                "guaranteeBasisPoints",
                0,
                "shares",
                households.stream()
                        .map(household -> Map.of("household", household, "quantifiedFen", 500_000))
                        .toList(),
                "logisticsFen",
                0,
                "platformBasisPoints",
                0,
                "hostBasisPoints",
                0);
    }

    private Api.Answer drawn(Map<String, Object> terms) {
        return village.producer.post(base, draft(terms, Village.DAY));
    }

    @Test
    void termsNameOnlyHouseholdsThatStandToTheProducerOnTheirFirstDay() {
        village.household("a", "LESSOR");
        Village elsewhere = new Village(web, tokens, "PARK");
        elsewhere.household("b", "LESSOR");
        Object own = village.households.get("a");
        for (Object stranger : List.of(UUID.randomUUID(), elsewhere.households.get("b"))) {
            Map<String, Object> fund = parkTerms(List.of(beneficiary(own), beneficiary(stranger)));
            Api.Answer refused = drawn(fund).expect(422);
            assertThat(refused.text("/code")).isEqualTo("agreement.not-linked");
            assertThat(refused.text("/detail")).contains(stranger.toString());
            drawn(cooperativeTerms(7_000, List.of(stranger))).expect(422);
        }
        Map<String, Object> fund = parkTerms(List.of(beneficiary(own)));
        village.producer.post(base, draft(fund, LocalDate.parse("2020-01-31"))).expect(422);
        String agreement = drawn(fund).expect(201).text("/id");
        Map<String, Object> next = parkTerms(List.of(beneficiary(UUID.randomUUID())));
        village.producer
                .post(base + "/" + agreement + "/versions", draft(next, TODAY))
                .expect(422);
    }

    @Test
    void nobodyIsNamedTwice() {
        village.household("a", "SHAREHOLDER");
        Object own = village.households.get("a");
        Api.Answer twice =
                drawn(parkTerms(List.of(beneficiary(own), beneficiary(own)))).expect(400);
        assertThat(twice.text("/errors/0/field")).isEqualTo("terms.eachNamedOnce");
        drawn(cooperativeTerms(7_000, List.of(own, own))).expect(400);
        Map<String, Object> nobody = new HashMap<>();
        nobody.put("household", null);
        nobody.put("persons", 1);
        drawn(parkTerms(List.of(nobody))).expect(400);
    }

    @Test
    void theLawAsksForSixtyPercentByTradeVolume() {
        village.household("a", "SHAREHOLDER");
        List<Object> own = List.of(village.households.get("a"));
        Api.Answer refused = drawn(cooperativeTerms(5_999, own)).expect(400);
        assertThat(refused.text("/errors/0/field")).isEqualTo("terms.patronageBasisPoints");
        drawn(cooperativeTerms(6_000, own)).expect(201);
    }

    @Test
    void officersReadTheAgreementsOfTheirRegion() {
        village.agreement(Village.eggTerms());
        Api stranger = Api.of(web, tokens, Tokens.officerOf("510000000000"));
        assertThat(village.officer.get(base).expect(200).body().at("/items").size())
                .isEqualTo(1);
        village.auditor.get(base).expect(200);
        stranger.get(base).expect(404);
        village.shopper().get(base).expect(403);
    }

    private static AgreementDraft draft(LocalDate from) {
        return new AgreementDraft(new OrderAssistanceTerms(50, 0, 0, 0, 0, 0), new byte[32], from, null);
    }

    private AgreementId agreed() {
        return new AgreementId(UUID.fromString(village.agreement(Village.eggTerms())));
    }

    private List<Integer> amendedAtOnce(AgreementId agreement, int times, int atOnce) {
        ProducerId producer = new ProducerId(UUID.fromString(village.producerId));
        return Objects.requireNonNull(Flux.range(0, times)
                .flatMap(i -> agreements.amend(Caller.system(), producer, agreement, draft(TODAY)), atOnce)
                .map(AgreementVersion::version)
                .collectList()
                .block());
    }

    @Test
    void versionsThatAreDrawnAtOnceAreNumberedOneAfterTheOther() {
        assertThat(amendedAtOnce(agreed(), ROUNDS, ROUNDS))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.rangeClosed(2, ROUNDS + 1).boxed().toList());
    }

    @Test
    void ofVersionsThatBeginOnOneDayOneComesIntoForce() {
        ProducerId producer = new ProducerId(UUID.fromString(village.producerId));
        for (int round = 0; round < ROUNDS; round++) {
            AgreementId agreement = agreed();
            List<Integer> inForce = Objects.requireNonNull(Flux.fromIterable(amendedAtOnce(agreement, 4, 1))
                    .flatMap(
                            version -> agreements
                                    .activate(Caller.system(), producer, agreement, version)
                                    .onErrorComplete(Refusal.class),
                            4)
                    .map(AgreementVersion::version)
                    .collectList()
                    .block());
            assertThat(inForce).as("round %d", round).hasSize(1);
            assertThat(Objects.requireNonNull(agreements
                                    .inForce(producer, agreement, TODAY)
                                    .block())
                            .version())
                    .isEqualTo(inForce.get(0));
        }
    }
}
