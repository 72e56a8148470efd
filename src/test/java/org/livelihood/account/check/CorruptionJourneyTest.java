package org.livelihood.account.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.livelihood.account.tlog.DecisionsOf;
import org.livelihood.account.tlog.TransparencyLog;
import org.livelihood.platform.security.Tokens;
import org.livelihood.support.JourneyTest;
import org.livelihood.support.OwnerDatabase;
import org.livelihood.support.Shelf;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ClassPathResource;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.json.JsonMapper;

/** Whatever somebody with the owner's rights changes, a check finds: each column in turn. */
@JourneyTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CorruptionJourneyTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final List<String> JOURNALS = List.of(
            "reserve",
            "reserve-withdrawn",
            "capture",
            "refund",
            "attribute",
            "surplus",
            "lot",
            "host-wage",
            "pay-period",
            "dividend",
            "asset",
            "lot-delivery",
            "payout",
            "payout-confirmed",
            "payout-failed",
            "clawback-waived",
            "of-nothing");

    @Autowired
    private WebTestClient web;

    @Autowired
    private Tokens tokens;

    @Autowired
    private Shelf shelf;

    @Autowired
    private TransparencyLog log;

    @Autowired
    private Environment environment;

    @Autowired
    private JsonMapper json;

    @Autowired
    private RecomputationCheck recomputation;

    private AuditedVillage sound;

    @BeforeAll
    void fill() throws IOException {
        sound = new AuditedVillage(web, tokens, shelf);
        sound.hosted();
        sound.discounted();
        sound.village.officer.post(
                "/api/v1/members/" + sound.member("h2") + "/spans",
                Map.of("from", "2019-01-02", "document", "household register"));
        sound.paidOut();
        String statements = new ClassPathResource("corruption.sql").getContentAsString(StandardCharsets.UTF_8);
        for (String statement : statements.split(";\n")) {
            shelf.run(statement);
        }
        log.append().repeat(3).then().block(PATIENCE);
    }

    @Test
    @DisplayName("Planted corruptions: a decision that was changed in any column is not what was logged")
    void everyColumnOfADecisionIsHeldByItsLeaf() {
        List<String> missed = new ArrayList<>();
        Set<String> held = new TreeSet<>();
        int planted = 0;
        try (OwnerDatabase owner = new OwnerDatabase(environment)) {
            DecisionsOf decisions = new DecisionsOf(owner.client);
            for (String table : decisions.tables()) {
                long before = decisions.unlike(table);
                Set<String> left = Records.leftOut(table);
                for (String column : owner.columns(table)) {
                    String row = owner.row(table, column, mine(owner, table));
                    if (left.contains(column)) {
                        continue;
                    }
                    if (row == null) {
                        missed.add(table + " has no row");
                        break;
                    }
                    owner.undone(() -> {
                        if (owner.alter(table, column, Objects.requireNonNull(row)) == null) {
                            held.add(table + "." + column);
                        } else if (decisions.unlike(table) <= before) {
                            missed.add(table + "." + column);
                        }
                    });
                    planted++;
                }
            }
        }
        assertThat(missed).isEmpty();
        assertThat(Records.HELD)
                .as("the table's own constraints do not let one column change alone; in some rows, one or the other")
                .containsAll(held);
        assertThat(planted).isGreaterThan(400);
    }

    @Test
    @DisplayName("Planted corruptions: a figure that is no decision is recomputed, and found in any column")
    void everyFigureIsRecomputed() {
        List<String> missed = new ArrayList<>();
        try (OwnerDatabase owner = new OwnerDatabase(environment)) {
            Map<String, Check> checks = over(owner);
            Records.RECOMPUTED.forEach((table, codes) -> {
                Map<String, Long> before = found(checks, codes);
                Set<String> left = new TreeSet<>();
                for (String column : owner.columns(table)) {
                    if (Records.IDLE.getOrDefault(table, Set.of()).contains(column)) {
                        continue;
                    }
                    String row = owner.row(table, column, own(table));
                    if (row == null) {
                        missed.add(table + " has no row");
                        break;
                    }
                    owner.undone(() -> {
                        if (owner.alter(table, column, row) != null
                                && found(checks, codes).equals(before)
                                && unlike(owner, table) == 0) {
                            left.add(column);
                        }
                    });
                }
                if (codes.contains("I4")) {
                    left.removeIf(column -> recomputed(owner, table, column));
                }
                left.forEach(column -> missed.add(table + "." + column));
            });
        }
        assertThat(missed).isEmpty();
    }

    /** Postings are no leaves of their own, but part of their journals'. */
    private static long unlike(OwnerDatabase owner, String table) {
        return table.equals("ledger_posting") ? new DecisionsOf(owner.client).unlike("ledger_journal") : 0;
    }

    /** By the program's own formulas, which read over its own connections. */
    private boolean recomputed(OwnerDatabase owner, String table, String column) {
        AtomicBoolean found = new AtomicBoolean();
        owner.altered(
                table,
                column,
                Objects.requireNonNull(owner.row(table, column, own(table))),
                () -> found.set(found(Map.of("I4", recomputation), List.of("I4")).values().stream()
                        .anyMatch(lines -> lines > 0)));
        return found.get();
    }

    @Test
    @DisplayName("Planted corruptions: those that were not found, and siblings")
    void whatWasPlantedIsFound() {
        List<String> missed = new ArrayList<>();
        try (OwnerDatabase owner = new OwnerDatabase(environment)) {
            Map<String, Check> checks = over(owner);
            for (Planted planted : Planted.ALL) {
                Map<String, Long> before = looked(owner, checks, planted);
                owner.undone(() -> {
                    planted.changes()
                            .forEach(change -> assertThat(
                                            owner.set(change.table(), change.set(), mine(owner, change.table())))
                                    .as(planted.name())
                                    .isTrue());
                    if (looked(owner, checks, planted).equals(before)) {
                        missed.add(planted.name());
                    }
                });
            }
        }
        assertThat(missed).isEmpty();
    }

    private Map<String, Long> looked(OwnerDatabase owner, Map<String, Check> checks, Planted planted) {
        if (planted.by().equals(Planted.LOG)) {
            DecisionsOf decisions = new DecisionsOf(owner.client);
            Map<String, Long> unlike = new TreeMap<>();
            planted.changes().forEach(change -> unlike.put(change.table(), decisions.unlike(change.table())));
            return unlike;
        }
        return found(checks, List.of(planted.by()), null);
    }

    /** The village's own rows where it has some, else those of nobody. */
    private String mine(OwnerDatabase owner, String table) {
        boolean owned = table.equals("payment") || owner.columns(table).contains("producer_id");
        return owned && owner.row(table, "ctid", own(table)) != null ? own(table) : asEntered(table);
    }

    /** What was changed since is held against its changes, by I17. */
    private static String asEntered(String table) {
        return table.equals("household") || table.equals("household_member")
                ? "id NOT IN (SELECT subject_id FROM household_change)"
                : "true";
    }

    @Test
    @DisplayName(
            "Planted corruptions: a decision that was deleted is missed, and an invented journal stands for nothing")
    void whatIsGoneOrInventedIsFound() {
        List<String> missed = new ArrayList<>();
        try (OwnerDatabase owner = new OwnerDatabase(environment)) {
            DecisionsOf decisions = new DecisionsOf(owner.client);
            for (String table : decisions.tables()) {
                long before = decisions.unlike(table);
                owner.undone(() -> {
                    owner.run("DELETE FROM " + table + " WHERE ctid = '" + owner.row(table, "ctid", mine(owner, table))
                            + "'");
                    if (decisions.unlike(table) <= before) {
                        missed.add(table);
                    }
                });
            }
            Check ledger = over(owner).get("I1");
            for (String what : JOURNALS) {
                Map<String, Long> before = found(Map.of("I1", ledger), List.of("I1"));
                owner.undone(() -> {
                    owner.run("INSERT INTO ledger_journal (producer_id, id, business_key, effective_at) VALUES ('"
                            + sound.producer + "', gen_random_uuid(), '" + what + ":' || gen_random_uuid(), now())");
                    owner.run("INSERT INTO ledger_posting (producer_id, journal_id, seq, account, owner_id, amount_fen,"
                            + " effective_at) SELECT producer_id, id, n, 'RISK_RESERVE', producer_id, 3 - 2 * n, now()"
                            + " FROM ledger_journal, generate_series(1, 2) n WHERE business_key LIKE '" + what
                            + ":%' AND recorded_at = now()");
                    Map<String, Long> after = found(Map.of("I1", ledger), List.of("I1"));
                    if (after.get("journal-has-its-record") <= before.get("journal-has-its-record")) {
                        missed.add("a journal of " + what);
                    }
                });
            }
        }
        assertThat(missed).isEmpty();
    }

    @Test
    @DisplayName("Planted corruptions: every table is a leaf, is recomputed, or carries neither decision nor money")
    void everyTableIsSpokenFor() {
        try (OwnerDatabase owner = new OwnerDatabase(environment)) {
            Set<String> spokenFor = new TreeSet<>(new DecisionsOf(owner.client).tables());
            spokenFor.addAll(Records.RECOMPUTED.keySet());
            spokenFor.addAll(Records.NEITHER.keySet());
            assertThat(owner.texts("SELECT tablename::text FROM pg_tables WHERE schemaname = 'public'"))
                    .containsExactlyInAnyOrderElementsOf(spokenFor);
            assertThat(owner.texts("""
                    SELECT CAST(relname AS text) FROM pg_class
                     WHERE relkind = 'v' AND relnamespace = CAST('public' AS regnamespace)
                       AND (has_table_privilege('livelihood_app', oid, 'INSERT')
                            OR has_table_privilege('livelihood_app', oid, 'UPDATE')
                            OR has_table_privilege('livelihood_app', oid, 'DELETE'))"""))
                    .as("views that the program could write through")
                    .isEmpty();
        }
    }

    private String own(String table) {
        String mine = "producer_id = '" + sound.producer + "'";
        return switch (table) {
            case "payment" -> "id IN (SELECT payment_id FROM payment_order WHERE " + mine + ")";
            // what stood before a refund stands on nothing any more
            case "attribution_units" ->
                mine + " AND (line_id, revision) IN (SELECT line_id, revision FROM attribution_line)";
            default -> mine;
        };
    }

    private Map<String, Check> over(OwnerDatabase owner) {
        RuleStore rules = new RuleStore(owner.client, json);
        return List.of(
                        new LedgerCheckStore(rules),
                        new LineCheckStore(rules),
                        new LotCheckStore(rules),
                        new PayoutCheckStore(rules),
                        new SaleRecordStore(rules),
                        new PayoutRecordStore(rules),
                        new OwedRecordStore(rules))
                .stream()
                .collect(Collectors.toMap(Check::code, check -> (Check) check));
    }

    private Map<String, Long> found(Map<String, Check> checks, List<String> codes) {
        return found(checks, codes, List.of(sound.producer));
    }

    private Map<String, Long> found(Map<String, Check> checks, List<String> codes, @Nullable List<UUID> producers) {
        AuditScope scope = new AuditScope(LocalDate.parse("2000-01-01"), LocalDate.parse("2100-01-01"), producers);
        Map<String, Long> found = new TreeMap<>();
        codes.stream()
                .map(checks::get)
                .filter(Objects::nonNull)
                .forEach(check -> Objects.requireNonNull(
                                check.run(scope, 1).collectList().block(PATIENCE))
                        .forEach(finding -> found.put(finding.rule(), finding.found())));
        return found;
    }
}
