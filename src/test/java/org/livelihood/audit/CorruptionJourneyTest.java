package org.livelihood.audit;

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
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.livelihood.security.Tokens;
import org.livelihood.support.JourneyTest;
import org.livelihood.support.Shelf;
import org.livelihood.tlog.DecisionsOf;
import org.livelihood.tlog.TransparencyLog;
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
                    String row = owner.row(table, column, "true");
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
        assertThat(held)
                .as("the table's own constraints do not let one column change alone")
                .isEqualTo(Records.HELD);
        assertThat(planted).isGreaterThan(300);
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

    private String own(String table) {
        String mine = "'" + sound.producer + "'";
        return table.equals("payment")
                ? "id IN (SELECT payment_id FROM payment_order WHERE producer_id = " + mine + ")"
                : "producer_id = " + mine;
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
        AuditScope scope =
                new AuditScope(LocalDate.parse("2000-01-01"), LocalDate.parse("2100-01-01"), List.of(sound.producer));
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
