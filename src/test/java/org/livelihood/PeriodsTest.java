package org.livelihood;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.livelihood.platform.security.Tokens;
import org.livelihood.support.Api;
import org.livelihood.support.JourneyTest;
import org.livelihood.support.Village;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Periods of one thing do not overlap: walks all tables of the schema that tell from when to when something holds. */
@JourneyTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PeriodsTest {

    /** Where an overlap is refused, or what makes none possible. */
    private static final Map<String, String> PLACES = Map.ofEntries(
            Map.entry("producer_membership", "refused: producer.membership-taken"),
            Map.entry("household_member_span", "refused: household.person-elsewhere"),
            Map.entry("producer_manager", "what stands is returned"),
            Map.entry("industry", "refused: industry.taken"),
            Map.entry("industry_producer", "refused: industry.taken"),
            Map.entry("industry_institution", "refused: industry.overlaps"),
            Map.entry("agreement_version", "the newest that has begun counts, agreement_in_force"),
            Map.entry("training_instructor", "each row is a person of her own, who may share a name"),
            Map.entry("live_official", "each is an officer's word; any that holds that day counts"),
            Map.entry("payroll_period", "refused: payroll.overlaps"),
            Map.entry("payroll_attendance", "of a pay period, which overlaps with none"),
            Map.entry("dividend", "refused: dividend.overlaps"),
            Map.entry("audit_run", "a question about days, which may be asked again"));

    private static final String DATED = """
            SELECT c.relname AS name
              FROM pg_class c
              JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
              JOIN pg_type t ON t.oid = a.atttypid AND t.typname = 'date'
             WHERE c.relkind = 'r' AND c.relnamespace = CAST('public' AS regnamespace)
             GROUP BY c.relname
            HAVING bool_or(a.attname IN ('holds_from', 'from_day', 'valid_from'))
               AND bool_or(a.attname IN ('holds_until', 'to_day', 'valid_until'))""";

    @Autowired
    private WebTestClient web;

    @Autowired
    private Tokens tokens;

    @Autowired
    private DatabaseClient database;

    private Village village;

    @BeforeAll
    void settle() {
        village = new Village(web, tokens, "WORKSHOP");
    }

    @Test
    @DisplayName("A4: each table of periods says what becomes of overlaps")
    void everyTableOfPeriodsIsInTheList() {
        List<String> dated = database.sql(DATED)
                .map(row -> row.get("name", String.class))
                .all()
                .collectList()
                .block();
        assertThat(PLACES.keySet()).containsExactlyInAnyOrderElementsOf(dated);
    }

    private void overlapsAreRefused(String path, Map<String, Object> body, String code, boolean until) {
        Map<String, Object> entry = new HashMap<>(body);
        entry.put("from", "2026-01-01");
        if (until) {
            entry.put("until", "2026-01-31");
        }
        village.admin.post(path, entry).expect(201);
        for (String from : List.of("2026-01-01", "2026-01-15", "2026-01-31", "2025-06-01")) {
            entry.put("from", from);
            Api.Answer again = village.admin.post(path, entry).expect(409);
            assertThat(again.text("/code")).as(path + " from " + from).isEqualTo(code);
        }
        entry.put("from", "2026-02-01");
        entry.remove("until");
        village.admin.post(path, entry).expect(201);
    }

    @Test
    @DisplayName("A4: memberships")
    void memberships() {
        overlapsAreRefused(
                "/api/v1/producers/" + village.producerId + "/memberships",
                Map.of("name", "甲", "idNumber", Village.idNumber(), "kind", "WORKER", "contractMonths", 12),
                "producer.membership-taken",
                true);
    }

    @Test
    @DisplayName("A4: leading industries, and who works in them")
    void industries() {
        Map<String, Object> industry =
                Map.of("countyCode", "341226000000", "name", "Socks " + UUID.randomUUID(), "document", "文件");
        overlapsAreRefused("/api/v1/industries", industry, "industry.taken", true);
        Map<String, Object> other = new HashMap<>(industry);
        other.put("name", "Eggs " + UUID.randomUUID());
        other.put("from", "2020-01-01");
        String id = village.admin.post("/api/v1/industries", other).expect(201).text("/id");
        overlapsAreRefused(
                "/api/v1/industries/" + id + "/producers",
                Map.of("producerId", village.producerId),
                "industry.taken",
                true);
    }
}
