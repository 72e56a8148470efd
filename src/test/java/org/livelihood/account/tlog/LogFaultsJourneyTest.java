package org.livelihood.account.tlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.livelihood.account.tlog.Checkpoint.VerifierKey;
import org.livelihood.platform.kernel.Sha256;
import org.livelihood.platform.security.Tokens;
import org.livelihood.support.JourneyTest;
import org.livelihood.support.Shelf;
import org.livelihood.support.Village;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What somebody with the owner's rights does to the log, its keys, its records or its sequencer, check I11 finds. */
@JourneyTest
class LogFaultsJourneyTest {

    /** Of the first byte of a record and one that begins no text: each is turned into the other. */
    private static final int SUM = '{' + 0xff;

    private static final String BY_HAND = """
            INSERT INTO ledger_journal (producer_id, id, business_key, effective_at, recorded_at%s)
            SELECT ?, gen_random_uuid(), 'by hand ' || n, now(), now() - CAST(? AS interval)%s
              FROM generate_series(1, ?) n""";

    @Autowired
    private WebTestClient web;

    @Autowired
    private Tokens tokens;

    @Autowired
    private TransparencyLog log;

    @Autowired
    private LogKey key;

    @Autowired
    private Shelf shelf;

    @Autowired
    private DatabaseClient database;

    @Autowired
    private Environment environment;

    @Autowired
    private JsonMapper json;

    private Village village;
    private UUID producer;

    @BeforeEach
    void work() {
        village = new Village(web, tokens, "WORKSHOP");
        producer = UUID.fromString(village.producerId);
        village.household("knitter", "WORKER");
        lot("knitter");
        round();
    }

    private void lot(String worker) {
        String terms = village.agreement(Village.workshopTerms());
        village.lot(village.sku("Socks", 690), terms, 10, null, new Object[] {worker, "knit", 10});
    }

    private void round() {
        TransparencyLog.round(log).block(Duration.ofSeconds(60));
    }

    private JsonNode check(String options) {
        return village.auditor
                .get("/api/v1/audit/checks/I11?producer=" + producer + options)
                .expect(200)
                .body();
    }

    private List<String> faults() {
        return StreamSupport.stream(check("").at("/rules").spliterator(), false)
                .flatMap(rule -> StreamSupport.stream(rule.at("/offenders").spliterator(), false))
                .map(offender -> offender.at("/details/fault").asString())
                .toList();
    }

    private <T> T one(String sql, Class<T> type) {
        return Objects.requireNonNull(database.sql(sql)
                .bind("producer", producer)
                .mapValue(type)
                .one()
                .block());
    }

    private Long place() {
        return one("SELECT min(index) FROM tlog_leaf WHERE producer_id = :producer", Long.class);
    }

    @Test
    void aNodeThatIsNotItsHalvesOrIsGoneIsFound() {
        assertThat(faults()).isEmpty();
        long index = place() / 2;
        String flip =
                "UPDATE tlog_node SET hash = set_byte(hash, 0, 255 - get_byte(hash, 0)) WHERE level = 1 AND index = ?";
        shelf.run(flip, index);
        try {
            assertThat(faults()).contains("NODE");
        } finally {
            shelf.run(flip, index);
        }
        shelf.run("UPDATE tlog_node SET index = -1 WHERE level = 1 AND index = ?", index);
        try {
            assertThat(faults()).contains("NODE");
        } finally {
            shelf.run("UPDATE tlog_node SET index = ? WHERE level = 1 AND index = -1", index);
        }
        assertThat(faults()).isEmpty();
    }

    private void sign(long size, String note, String vkey) {
        shelf.run("UPDATE tlog_checkpoint SET note = ?, vkey = ? WHERE size = ?", note, vkey, size);
    }

    @Test
    void aCheckpointOfAnotherHistoryIsFound() {
        work();
        Checkpoint last = Checkpoint.open(log.checkpoint().block(), key.verifier());
        String note = log.checkpoint().block();
        sign(
                last.size(),
                key.sign(key.checkpoint(last.size(), Sha256.of(last.root()))),
                key.verifier().text());
        try {
            assertThat(faults()).contains("CHECKPOINT", "CONSISTENCY");
        } finally {
            sign(last.size(), note, key.verifier().text());
        }
        assertThat(faults()).isEmpty();
    }

    @Test
    void aKeyThatOnlyTheDatabaseKnowsIsNotTheLogs() throws GeneralSecurityException {
        String note = log.checkpoint().block();
        Checkpoint last = Checkpoint.open(note, key.verifier());
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        VerifierKey forger = VerifierKey.of(key.verifier().name(), pair.getPublic());
        shelf.run("INSERT INTO tlog_key (vkey) VALUES (?)", forger.text());
        sign(last.size(), last.signed(forger, pair.getPrivate()), forger.text());
        try {
            assertThat(faults()).contains("CHECKPOINT");
            assertThat(log.keys().block())
                    .doesNotContain(forger.text())
                    .contains(key.verifier().text());
        } finally {
            sign(last.size(), note, key.verifier().text());
            shelf.run("DELETE FROM tlog_key WHERE vkey = ?", forger.text());
        }
        assertThat(faults()).isEmpty();
    }

    @Test
    void aLogThatStandsStillIsFound() throws SQLException {
        List<String> found;
        try (Connection connection = DriverManager.getConnection(
                        Objects.requireNonNull(environment.getProperty("spring.flyway.url")),
                        environment.getProperty("spring.flyway.user"),
                        environment.getProperty("spring.flyway.password"));
                Statement lock = connection.createStatement()) {
            connection.setAutoCommit(false);
            lock.execute("SELECT size FROM tlog_head FOR UPDATE");
            shelf.run(BY_HAND.formatted("", ""), producer, "9 minutes", 1);
            assertThat(faults()).as("it has still time").isEmpty();
            shelf.run(BY_HAND.formatted("", "").replace("by hand", "by another hand"), producer, "11 minutes", 1);
            found = faults();
        }
        assertThat(found).containsExactly("RECORD_NOT_LOGGED");
        round();
        assertThat(faults()).isEmpty();
    }

    @Test
    void whatIsChangedAfterAnErasureIsFound() {
        village.admin
                .delete("/api/v1/log/commitments/" + village.households.get("knitter"))
                .expect(204);
        assertThat(faults()).isEmpty();
        String change = "UPDATE lot_contribution SET %s = ? WHERE producer_id = ?";
        UUID by = one("SELECT recorded_by FROM lot_contribution WHERE producer_id = :producer", UUID.class);
        UUID other = Objects.requireNonNull(
                database.sql("SELECT subject FROM tlog_salt WHERE salt IS NOT NULL AND subject <> :by LIMIT 1")
                        .bind("by", by)
                        .mapValue(UUID.class)
                        .one()
                        .block());
        shelf.run(change.formatted("recorded_by"), other, producer);
        assertThat(faults()).as("another person's commitment").containsExactly("RECORD_CHANGED");
        shelf.run(change.formatted("recorded_by"), by, producer);
        assertThat(faults()).isEmpty();
        shelf.run(change.formatted("units"), 11L, producer);
        assertThat(faults()).as("the text between").containsExactly("RECORD_CHANGED");
        shelf.run(change.formatted("units"), 10L, producer);
        shelf.run(change.formatted("party_id"), UUID.randomUUID(), producer);
        assertThat(faults()).as("nobody whom the log knows").containsExactly("RECORD_CHANGED");
    }

    @Test
    void whoIsErasedBeforeTheFirstLeafIsNamedByNone() {
        village.household("late", "WORKER");
        village.admin
                .delete("/api/v1/log/commitments/" + village.households.get("late"))
                .expect(204);
        lot("late");
        round();
        assertThat(one("""
                        SELECT count(*) FROM tlog_leaf
                         WHERE producer_id = :producer AND kind = 'CONTRIBUTION'
                           AND convert_from(record, 'UTF8') LIKE '%"party":"c:",%'""", Long.class)).isEqualTo(1);
        assertThat(faults()).isEmpty();
    }

    @Test
    void journalsAreLoggedAsJson() {
        List<String> records = Objects.requireNonNull(database.sql("""
                        SELECT convert_from(record, 'UTF8') FROM tlog_leaf
                         WHERE producer_id = :producer AND kind = 'JOURNAL'""")
                .bind("producer", producer)
                .mapValue(String.class)
                .all()
                .collectList()
                .block());
        assertThat(records).isNotEmpty().allSatisfy(record -> {
            JsonNode journal = json.readTree(record);
            assertThat(journal.at("/reverses").isNull()).isTrue();
            assertThat(journal.at("/postings").size()).isGreaterThan(1);
        });
    }

    @Test
    void theFaultsOfOneProducerHideNoneOfAnother() {
        UUID other = producer;
        work();
        shelf.run(BY_HAND.formatted(", recorded_xid", ", '3'"), other, "0", 1_001);
        shelf.run(BY_HAND.formatted(", recorded_xid", ", '3'"), producer, "0", 2);
        JsonNode own = check("&limit=1").at("/rules/3");
        assertThat(own.at("/rule").asString()).isEqualTo("records-are-leaves");
        assertThat(own.at("/found").asLong()).isEqualTo(2);
        assertThat(own.at("/offenders").size()).isEqualTo(1);
        assertThat(own.at("/truncated").asBoolean()).isTrue();
        producer = other;
        assertThat(check("").at("/found").asLong()).isEqualTo(1_001);
        shelf.run("DELETE FROM ledger_journal WHERE recorded_xid = '3' AND business_key LIKE 'by hand%'");
    }

    @Test
    void ofAProducerWithoutRecordsTheLogProvesNothing() {
        producer = UUID.fromString(new Village(web, tokens, "WORKSHOP").producerId);
        assertThat(check("").at("/verdict").asString()).isEqualTo("NOTHING");
    }

    @Test
    void totalsAreReadFromTheLeavesAlone() {
        String change = "UPDATE tlog_leaf SET record = convert_to(replace(convert_from(record, 'UTF8'), '\"fen\":%s}',"
                + " '\"fen\":%s}'), 'UTF8') WHERE producer_id = ? AND kind = 'JOURNAL'";
        shelf.run(change.formatted("300", "301"), producer);
        try {
            assertThat(faults()).contains("TOTAL", "LEAF", "RECORD_CHANGED");
            JsonNode totals = check("").at("/rules/4");
            assertThat(totals.at("/offenders/0/details/what").asString()).isEqualTo("LOT_COST logged 301 posted 300");
        } finally {
            shelf.run(change.formatted("301", "300"), producer);
        }
        String spoil =
                "UPDATE tlog_leaf SET record = set_byte(record, 0, ? - get_byte(record, 0)) WHERE producer_id = ?";
        shelf.run(spoil, SUM, producer);
        try {
            assertThat(faults()).as("what is no text any more is told too").contains("LEAF", "RECORD_CHANGED");
        } finally {
            shelf.run(spoil, SUM, producer);
        }
    }
}
