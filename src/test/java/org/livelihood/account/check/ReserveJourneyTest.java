package org.livelihood.account.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.livelihood.platform.kernel.Role;
import org.livelihood.platform.security.Tokens;
import org.livelihood.support.Api;
import org.livelihood.support.JourneyTest;
import org.livelihood.support.Shelf;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;

/** A payment into a risk reserve that was wrong is taken back, by a second person, and stays to be seen. */
@JourneyTest
class ReserveJourneyTest {

    @Autowired
    private WebTestClient web;

    @Autowired
    private Tokens tokens;

    @Autowired
    private Shelf shelf;

    @Autowired
    private DatabaseClient database;

    private AuditedVillage sound;
    private Api other;
    private String reserve;
    private String payment;

    @BeforeEach
    void pay() {
        sound = new AuditedVillage(web, tokens, shelf);
        other = Api.of(web, tokens, Tokens.of(Role.ADMIN));
        reserve = "/api/v1/producers/" + sound.producer + "/payouts/reserve";
        Map<String, Object> body =
                Map.of("payer", "PLATFORM", "amountFen", 200, "reason", "harvest risk", "evidence", "minutes 3");
        payment = sound.village
                .admin
                .post(reserve + "/payments", body)
                .expect(201)
                .text("/id");
    }

    private Api.Answer takeBack(Api by, String of, long fen) {
        return by.post(
                reserve + "/payments/" + of + "/withdrawals",
                Map.of("amountFen", fen, "reason", "one nought too many", "evidence", "minutes 4"));
    }

    private long held() {
        return sound.village.auditor.get(reserve).expect(200).number("/balanceFen");
    }

    private String verdict(String check) {
        return sound.check(check).at("/verdict").asString();
    }

    @Test
    @DisplayName("Corrections: a payment into a reserve is taken back by another person, at most what is left of it")
    void aPaymentIsTakenBack() {
        assertThat(takeBack(sound.village.admin, payment, 1).expect(403).text("/code"))
                .isEqualTo("payout.reserve-same-person");
        takeBack(sound.village.officer, payment, 1).expect(403);
        assertThat(takeBack(other, UUID.randomUUID().toString(), 1).expect(404).text("/code"))
                .isEqualTo("payout.reserve-payment-not-found");
        assertThat(takeBack(other, payment, 201).expect(409).text("/code")).isEqualTo("payout.not-enough");
        takeBack(other, payment, 150).expect(201);
        assertThat(held()).isEqualTo(50);
        List<Integer> answers = Stream.generate(() -> CompletableFuture.supplyAsync(
                        () -> takeBack(other, payment, 50).status()))
                .limit(4)
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();
        assertThat(answers).containsExactlyInAnyOrder(201, 409, 409, 409);
        assertThat(held()).isZero();
        assertThat(sound.village
                        .officer
                        .get(reserve + "/withdrawals")
                        .expect(200)
                        .body()
                        .at("/items")
                        .size())
                .isEqualTo(2);
        assertThat(List.of(verdict("I1"), verdict("I14"))).containsOnly("PASS");
    }

    @Test
    @DisplayName("Planted corruptions: what was taken back of a reserve is a leaf of the log, and is recomputed")
    void whatWasTakenBackIsLoggedAndRecomputed() {
        UUID withdrawal =
                UUID.fromString(takeBack(other, payment, 150).expect(201).text("/id"));
        shelf.log();
        Long leaves = database.sql(
                        "SELECT count(*) FROM tlog_leaf WHERE kind = 'RESERVE_WITHDRAWAL' AND source_id = :id")
                .bind("id", withdrawal)
                .mapValue(Long.class)
                .one()
                .block();
        assertThat(leaves).isEqualTo(1);
        sound.tamper("UPDATE payout_reserve_withdrawal SET amount_fen = 201 WHERE id = ?", withdrawal);
        sound.findsAmongOthers("I14", "reserve-payment-is-taken-back-once", payment);
        assertThat(List.of(verdict("I1"), verdict("I12"))).containsOnly("FAIL");
    }
}
