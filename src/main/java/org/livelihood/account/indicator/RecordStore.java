package org.livelihood.account.indicator;

import java.time.LocalDate;
import java.util.List;
import org.livelihood.platform.database.Rows;
import org.livelihood.platform.kernel.HouseholdId;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.SkuId;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;

@Repository
class RecordStore {

    private static final String LINKS = """
            SELECT m.producer_id, p.name, m.kind, greatest(m.holds_from, b.holds_from) AS holds_from,
                   least(m.holds_until, b.holds_until) AS holds_until
              FROM household_belonging('infinity') b
              JOIN producer_member m ON m.person_id = b.member_id
               AND daterange(m.holds_from, m.holds_until, '[]') && daterange(b.holds_from, b.holds_until, '[]')
              JOIN producer_profile p ON p.id = m.producer_id
             WHERE b.household_id = :household
             ORDER BY 4, m.id""";

    private static final String ASSETS = """
            SELECT g.id, g.producer_id, g.kind, g.what, g.units, g.value_fen, g.given_on, g.lost, g.returned,
                   g.units - g.lost - g.returned AS units_left, g.counted, g.counted_on
              FROM asset_standing g
             WHERE g.household_id = :household
             ORDER BY g.given_on, g.id""";

    private static final String GIVERS = """
            SELECT g.producer_id, min(g.given_on) AS since, bool_or(g.kind = 'RECOVERABLE') AS recoverable,
                   coalesce((SELECT a.amount_fen FROM ledger_advance a
                              WHERE a.party_id = :household AND a.producer_id = g.producer_id), 0) AS advance_fen
              FROM asset_given g
             WHERE g.household_id = :household
             GROUP BY g.producer_id
             ORDER BY since, g.producer_id""";

    private static final String BOUGHT_BACK = """
            SELECT d.producer_id, l.sku_id, c.title, d.unit, CAST(sum(d.units) AS bigint) AS units
              FROM (SELECT producer_id, min(given_on) AS since FROM asset_given
                     WHERE household_id = :household
                     GROUP BY producer_id) g
              JOIN lot_work d ON d.producer_id = g.producer_id AND d.worked_on >= g.since
              JOIN lot_sku l ON l.producer_id = d.producer_id AND l.lot_id = d.lot_id
              LEFT JOIN catalog_offer c ON c.sku_id = l.sku_id
             WHERE d.party_kind = 'HOUSEHOLD' AND d.party_id = :household AND d.kind = 'DELIVERY'
             GROUP BY d.producer_id, l.sku_id, c.title, d.unit
             ORDER BY d.producer_id, l.sku_id, d.unit""";

    private static final String LESSONS = """
            SELECT lesson_id AS id, title, teacher, teacher_kind, starts_at, count(DISTINCT member_id) AS members,
                   CAST(sum(minutes) AS bigint) AS minutes
              FROM training_attended
             WHERE household_id = :household
             GROUP BY lesson_id, title, teacher, teacher_kind, starts_at
             ORDER BY starts_at, lesson_id""";

    private final DatabaseClient database;

    RecordStore(DatabaseClient database) {
        this.database = database;
    }

    Flux<HouseholdRecord.Link> links(HouseholdId household) {
        return database.sql(LINKS)
                .bind("household", household.value())
                .map(row -> new HouseholdRecord.Link(
                        Rows.id(row, "producer_id", ProducerId::new),
                        Rows.text(row, "name"),
                        Rows.text(row, "kind"),
                        Rows.day(row, "holds_from"),
                        row.get("holds_until", LocalDate.class)))
                .all();
    }

    Flux<HouseholdRecord.Asset> assets(HouseholdId household) {
        return database.sql(ASSETS)
                .bind("household", household.value())
                .map(row -> new HouseholdRecord.Asset(
                        Rows.uuid(row, "id"),
                        Rows.id(row, "producer_id", ProducerId::new),
                        Rows.text(row, "kind"),
                        Rows.text(row, "what"),
                        Rows.number(row, "units"),
                        Rows.money(row, "value_fen"),
                        Rows.day(row, "given_on"),
                        Rows.number(row, "lost"),
                        Rows.number(row, "returned"),
                        Rows.number(row, "units_left"),
                        row.get("counted", Long.class),
                        row.get("counted_on", LocalDate.class)))
                .all();
    }

    /** Who gave something, without what was bought back. */
    Flux<HouseholdRecord.Giver> givers(HouseholdId household) {
        return database.sql(GIVERS)
                .bind("household", household.value())
                .map(row -> new HouseholdRecord.Giver(
                        Rows.id(row, "producer_id", ProducerId::new),
                        Rows.day(row, "since"),
                        Rows.flag(row, "recoverable") ? Rows.money(row, "advance_fen") : null,
                        List.of()))
                .all();
    }

    /** What a producer bought back. */
    record Bought(ProducerId producer, HouseholdRecord.BoughtBack what) {}

    Flux<Bought> boughtBack(HouseholdId household) {
        return database.sql(BOUGHT_BACK)
                .bind("household", household.value())
                .map(row -> new Bought(
                        Rows.id(row, "producer_id", ProducerId::new),
                        new HouseholdRecord.BoughtBack(
                                Rows.id(row, "sku_id", SkuId::new),
                                row.get("title", String.class),
                                Rows.text(row, "unit"),
                                Rows.number(row, "units"))))
                .all();
    }

    Flux<HouseholdRecord.Lesson> lessons(HouseholdId household) {
        return database.sql(LESSONS)
                .bind("household", household.value())
                .map(row -> new HouseholdRecord.Lesson(
                        Rows.uuid(row, "id"),
                        Rows.text(row, "title"),
                        Rows.text(row, "teacher"),
                        Rows.text(row, "teacher_kind"),
                        Rows.time(row, "starts_at"),
                        Rows.number(row, "members"),
                        Rows.number(row, "minutes")))
                .all();
    }
}
