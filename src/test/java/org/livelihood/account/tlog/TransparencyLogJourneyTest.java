package org.livelihood.account.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.livelihood.account.tlog.Checkpoint.VerifierKey;
import org.livelihood.books.ledger.Account;
import org.livelihood.books.ledger.Journal;
import org.livelihood.books.ledger.Ledger;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.Role;
import org.livelihood.platform.kernel.Sha256;
import org.livelihood.platform.security.Tokens;
import org.livelihood.support.JourneyTest;
import org.livelihood.support.Shelf;
import org.livelihood.support.Village;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** What was committed becomes a leaf once; anybody proves that the log only grew, and what was changed is found. */
@JourneyTest
class TransparencyLogJourneyTest {

    private static final String LOG = "/api/v1/log";

    @Autowired
    private WebTestClient web;

    @Autowired
    private Tokens tokens;

    @Autowired
    private TransparencyLog log;

    @Autowired
    private Ledger ledger;

    @Autowired
    private Shelf shelf;

    @Autowired
    private DatabaseClient database;

    @Autowired
    private TransactionalOperator transactions;

    @TempDir
    private Path files;

    private Village village;
    private UUID producer;
    private String lot;

    @BeforeEach
    void work() {
        village = new Village(web, tokens, "WORKSHOP");
        producer = UUID.fromString(village.producerId);
        village.household("knitter", "WORKER");
        lot = village.lot(
                        village.sku("Socks", 690), village.agreement(Village.workshopTerms()), 10, null, new Object[] {
                            "knitter", "knit", 10
                        })
                .text("/id");
        round();
    }

    private void round() {
        TransparencyLog.round(log).block(Duration.ofSeconds(60));
    }

    private String text(Caller caller, String path, int status) {
        var request = web.get().uri(LOG + path);
        if (caller != null) {
            request.header(HttpHeaders.AUTHORIZATION, tokens.bearer(caller));
        }
        byte[] body = request.exchange()
                .expectStatus()
                .isEqualTo(status)
                .expectBody()
                .returnResult()
                .getResponseBody();
        return new String(Objects.requireNonNullElse(body, new byte[0]), StandardCharsets.UTF_8);
    }

    private String open(String path) {
        return text(null, path, 200);
    }

    private String file(String name, String content) throws IOException {
        return Files.writeString(files.resolve(name), content).toString();
    }

    private String verified(int code, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int ended = Verifier.run(args, new PrintStream(out, true, StandardCharsets.UTF_8));
        String said = out.toString(StandardCharsets.UTF_8);
        assertThat(ended).as(said).isEqualTo(code);
        return said;
    }

    private UUID journal() {
        return id("SELECT id FROM ledger_journal WHERE producer_id = :producer AND business_key = 'lot:" + lot + "'");
    }

    private UUID id(String sql) {
        return Objects.requireNonNull(database.sql(sql)
                .bind("producer", producer)
                .map(row -> Objects.requireNonNull(row.get("id", UUID.class)))
                .one()
                .block());
    }

    private String record(String kind, UUID id, String options) {
        return "/producers/" + producer + "/records/" + kind + "/" + id + options;
    }

    @Test
    void aRecordIsProvedWithNothingButTheKeyAndNamesNobody() throws IOException {
        String vkey = open("/keys").lines().findFirst().orElseThrow();
        Caller auditor = Tokens.of(Role.AUDITOR);
        String bundle = text(auditor, record("JOURNAL", journal(), ""), 200)
                + text(
                        auditor,
                        record(
                                "CONTRIBUTION",
                                id("SELECT id FROM lot_contribution WHERE producer_id = :producer"),
                                "?open=true"),
                        200);
        String said = verified(0, "records", vkey, file("bundle", bundle));
        assertThat(said).contains("PROVED").contains("\"fen\":300").contains("is party " + household());
        String records = said.lines().filter(line -> line.startsWith("leaf")).reduce("", String::concat);
        assertThat(records).doesNotContain(household()).doesNotContain(village.members.get("knitter"));
        String changed = bundle.replaceFirst("(?m)^index \\d+$", "index 0");
        verified(1, "records", vkey, file("changed", changed));
        String other = VerifierKey.of("livelihood.localhost/log", otherKey()).text();
        verified(1, "records", other, file("bundle", bundle));
    }

    private static java.security.PublicKey otherKey() {
        try {
            return java.security.KeyPairGenerator.getInstance("Ed25519")
                    .generateKeyPair()
                    .getPublic();
        } catch (java.security.GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private String household() {
        return village.households.get("knitter");
    }

    @Test
    void todaysLogExtendsYesterdaysAndItsLeavesGiveTheTotals() throws IOException {
        String vkey = open("/keys").lines().findFirst().orElseThrow();
        String older = open("/checkpoint");
        work();
        String newer = open("/checkpoint");
        long from = Checkpoint.open(older, VerifierKey.parse(vkey)).size();
        long to = Checkpoint.open(newer, VerifierKey.parse(vkey)).size();
        assertThat(to).isGreaterThan(from);
        assertThat(open("/checkpoints/" + from)).isEqualTo(older);
        String proof = open("/consistency?from=" + from + "&to=" + to);
        assertThat(verified(0, "consistency", vkey, file("older", older), file("newer", newer), file("proof", proof)))
                .contains("PROVED");
        verified(1, "consistency", vkey, file("older", newer), file("newer", older), file("proof", proof));
        StringBuilder leaves = new StringBuilder();
        for (long at = 0; at < to; at += 1_000) {
            leaves.append(text(Tokens.of(Role.AUDITOR), "/leaves?limit=1000&from=" + at, 200));
        }
        List<String> lines = leaves.toString().lines().limit(to).toList();
        assertThat(verified(0, "log", vkey, file("newer", newer), file("leaves", String.join("\n", lines))))
                .contains("LOT_COST");
        verified(1, "log", vkey, file("newer", newer), file("cut", String.join("\n", lines.subList(0, (int) from))));
    }

    @Test
    void whoeverMayNotSeeARecordIsToldThatThereIsNone() {
        UUID contribution = id("SELECT id FROM lot_contribution WHERE producer_id = :producer");
        Caller own = Tokens.of(Role.PRODUCER, new ProducerId(producer));
        text(own, record("CONTRIBUTION", contribution, ""), 200);
        text(own, record("JOURNAL", journal(), ""), 404);
        text(Tokens.officerOf("110000000000"), record("CONTRIBUTION", contribution, ""), 404);
        text(Tokens.shopper(), record("CONTRIBUTION", contribution, ""), 403);
        text(null, record("CONTRIBUTION", contribution, ""), 401);
        text(own, "/leaves", 403);
        text(null, "/consistency?from=5&to=4", 422);
        text(null, "/checkpoints/999999999", 404);
    }

    private JsonNode check() {
        return village.auditor
                .get("/api/v1/audit/checks/I11?producer=" + producer)
                .expect(200)
                .body();
    }

    private List<String> faults() {
        return StreamSupport.stream(check().at("/rules").spliterator(), false)
                .flatMap(rule -> StreamSupport.stream(rule.at("/offenders").spliterator(), false))
                .map(offender -> offender.at("/details/fault").asString())
                .toList();
    }

    @Test
    void whatWasChangedTakenAwayOrPutInIsFound() {
        assertThat(check().at("/verdict").asString()).as("%s", check()).isEqualTo("PASS");
        UUID id = journal();
        String change =
                "UPDATE ledger_posting SET amount_fen = amount_fen %s 1 WHERE producer_id = ? AND journal_id = ?"
                        + " AND account = 'LOT_COST'";
        shelf.run(change.formatted("+"), producer, id);
        assertThat(faults()).containsExactly("RECORD_CHANGED", "TOTAL");
        shelf.run(change.formatted("-"), producer, id);
        assertThat(faults()).isEmpty();

        shelf.run("UPDATE ledger_journal SET recorded_xid = '3' WHERE producer_id = ? AND id = ?", producer, id);
        assertThat(faults()).containsExactly("RECORD_GONE");
        shelf.run(
                "UPDATE ledger_journal SET recorded_xid = (SELECT xid FROM tlog_leaf WHERE source_id = ?)"
                        + " WHERE producer_id = ? AND id = ?",
                id,
                producer,
                id);
        shelf.run(
                "INSERT INTO ledger_journal (producer_id, id, business_key, effective_at, recorded_xid)"
                        + " VALUES (?, ?, 'by hand', now(), '3')",
                producer,
                UUID.randomUUID());
        assertThat(faults()).containsExactly("RECORD_NOT_LOGGED");
    }

    @Test
    void aLeafThatIsRewrittenOrCutOffIsFound() {
        String leaf = "UPDATE tlog_leaf SET record = convert_to(%s(convert_from(record, 'UTF8'), '%s', '%s'), 'UTF8')"
                + " WHERE source_id = ?";
        UUID id = journal();
        shelf.run(leaf.formatted("replace", "\"fen\":300", "\"fen\":301"), id);
        assertThat(faults()).contains("LEAF", "RECORD_CHANGED");
        shelf.run(leaf.formatted("replace", "\"fen\":301", "\"fen\":300"), id);
        assertThat(faults()).isEmpty();
        long size = Objects.requireNonNull(log.append()
                .then(database.sql("SELECT size FROM tlog_head")
                        .mapValue(Long.class)
                        .one())
                .block());
        shelf.run("UPDATE tlog_head SET size = size - 1 WHERE size = ?", size);
        try {
            assertThat(faults()).contains("CHECKPOINT");
        } finally {
            shelf.run("UPDATE tlog_head SET size = size + 1 WHERE size = ?", size - 1);
        }
    }

    @Test
    void whoIsErasedIsNamedByNobodyAndTheProofsHold() throws IOException {
        UUID contribution = id("SELECT id FROM lot_contribution WHERE producer_id = :producer");
        village.admin.delete(LOG + "/commitments/" + household()).expect(204);
        village.auditor.delete(LOG + "/commitments/" + household()).expect(403);
        String bundle = text(Tokens.of(Role.AUDITOR), record("CONTRIBUTION", contribution, "?open=true"), 200);
        String vkey = open("/keys").lines().findFirst().orElseThrow();
        assertThat(verified(0, "records", vkey, file("bundle", bundle))).doesNotContain(household());
        assertThat(faults()).isEmpty();
    }

    /** Transactions end in another order than they began, while the log is being written all the time. */
    @Test
    void nothingThatCommitsLateIsMissedAndNothingIsTakenTwice() {
        Random random = new Random(5);
        Flux<Long> writers = Flux.range(0, 150)
                .map(i -> (long) random.nextInt(60))
                .flatMap(
                        millis -> ledger.post(List.of(
                                        Journal.of(new ProducerId(producer), "late:" + UUID.randomUUID(), Instant.now())
                                                .debit(Account.lotCost(new ProducerId(producer)), new Money(1))
                                                .credit(Account.suspense(new ProducerId(producer)), new Money(1))
                                                .build()))
                                .then(database.sql("SELECT pg_sleep(" + millis / 1_000.0 + ")")
                                        .then())
                                .as(transactions::transactional)
                                .thenReturn(millis),
                        6);
        Mono<Long> appends = Flux.interval(Duration.ofMillis(5))
                .onBackpressureDrop()
                .concatMap(tick -> log.append(), 0)
                .takeUntilOther(writers.then())
                .count();
        assertThat(appends.block(Duration.ofSeconds(60))).isGreaterThan(10);
        round();
        Long logged = database.sql("SELECT count(*) FROM tlog_leaf WHERE producer_id = :producer AND kind = 'JOURNAL'")
                .bind("producer", producer)
                .mapValue(Long.class)
                .one()
                .block();
        assertThat(logged).isEqualTo(151);
        assertThat(faults()).isEmpty();
    }

    @Test
    void aCheckpointIsReadOnlyAsItWasSigned() {
        VerifierKey key = VerifierKey.parse(open("/keys").lines().findFirst().orElseThrow());
        String note = open("/checkpoint");
        Checkpoint checkpoint = Checkpoint.open(note, key);
        assertThat(checkpoint.body()).isEqualTo(note.substring(0, note.indexOf("\n\n") + 1));
        String bigger = note.replaceFirst("\n" + checkpoint.size() + "\n", "\n" + (checkpoint.size() + 1) + "\n");
        assertThatThrownBy(() -> Checkpoint.open(bigger, key)).isInstanceOf(IllegalArgumentException.class);
        String otherRoot = Base64.getEncoder().encodeToString(Sha256.of(checkpoint.root()));
        String forged = note.replace(Base64.getEncoder().encodeToString(checkpoint.root()), otherRoot);
        assertThatThrownBy(() -> Checkpoint.open(forged, key)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> VerifierKey.parse(key.text().replaceFirst("\\+[0-9a-f]", "+g")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
