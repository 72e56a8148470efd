package org.livelihood.account.statement;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.livelihood.account.statement.Warning.Standing;
import org.livelihood.people.region.Region;
import org.livelihood.platform.database.Rows;
import org.livelihood.platform.kernel.Cursor;
import org.livelihood.platform.kernel.HouseholdId;
import org.livelihood.platform.kernel.KernelReason;
import org.livelihood.platform.kernel.Refusal;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;

/** Households of a region and all below it in order of village, each with two rolling years. */
@Repository
class WarningStore {

    private static final UUID FIRST = new UUID(0, 0);
    private static final int DIGITS = 12;

    private static final String STANDINGS = """
            SELECT h.id, h.village_code, p.lines + r.lines AS lines,
                   p.now_fen + r.now_fen AS now_fen, p.before_fen + r.before_fen AS before_fen,
                   statement_members(h.id, :day, :known) AS members,
                   statement_members(h.id, :beforeDay, :known) AS before_members,
                   line.amount_fen AS line_fen, line.year AS line_year
              FROM (SELECT id, village_code FROM household_home
                     WHERE village_code BETWEEN :low AND :high AND recorded_at <= :known
                       AND (village_code, id) > (:afterVillage, :afterId)
                     ORDER BY village_code, id
                     LIMIT :limit) h
             CROSS JOIN LATERAL (
                   SELECT count(*) FILTER (WHERE confirmed_at >= :start) AS lines,
                          CAST(coalesce(sum(amount_fen) FILTER (WHERE confirmed_at >= :start), 0) AS bigint)
                            AS now_fen,
                          CAST(coalesce(sum(amount_fen) FILTER (WHERE confirmed_at < :start), 0) AS bigint)
                            AS before_fen
                     FROM payout_income
                    WHERE party_id = h.id AND party_kind = 'HOUSEHOLD' AND status = 'CONFIRMED'
                      AND confirmed_at >= :beforeStart AND confirmed_at <= :until) p
             CROSS JOIN LATERAL (
                   SELECT count(*) FILTER (WHERE on_day >= :from) AS lines,
                          CAST(coalesce(sum(signed_fen) FILTER (WHERE on_day >= :from), 0) AS bigint) AS now_fen,
                          CAST(coalesce(sum(signed_fen) FILTER (WHERE on_day < :from), 0) AS bigint) AS before_fen
                     FROM (SELECT on_day,
                                  CASE WHEN cost_kind IS NULL THEN amount_fen
                                       WHEN cost_kind = ANY(:costs) THEN -amount_fen ELSE 0 END AS signed_fen
                             FROM statement_report_confirmed
                            WHERE household_id = h.id
                              AND on_day BETWEEN :beforeFrom AND :to AND decided_at <= :known) s) r
              LEFT JOIN LATERAL (
                   SELECT amount_fen, year FROM region_monitoring_line
                    WHERE year <= extract(year FROM CAST(:to AS date))
                      AND region_code IN ('', h.village_code, left(h.village_code, 9) || '000',
                                          left(h.village_code, 6) || '000000', left(h.village_code, 4) || '00000000',
                                          left(h.village_code, 2) || '0000000000')
                    ORDER BY year DESC, region_code DESC
                    LIMIT 1) line ON true
             ORDER BY h.village_code, h.id""";

    private final DatabaseClient database;

    WarningStore(DatabaseClient database) {
        this.database = database;
    }

    Flux<Standing> standings(
            String region, Period period, Method method, Instant known, @Nullable Cursor after, int limit) {
        List<String> costs = method.costs().stream().map(Enum::name).toList();
        Period before = period.before();
        String prefix = Region.prefixOf(region);
        if (after != null && !after.key().matches(Region.CODE)) {
            return Flux.error(() -> Refusal.ofField(KernelReason.BAD_CURSOR, "cursor"));
        }
        return database.sql(STANDINGS)
                .bind("low", prefix + "0".repeat(DIGITS - prefix.length()))
                .bind("high", prefix + "9".repeat(DIGITS - prefix.length()))
                .bind("afterVillage", after == null ? "" : after.key())
                .bind("afterId", after == null ? FIRST : after.id())
                .bind("limit", limit)
                .bind("from", period.from())
                .bind("to", period.to())
                .bind("start", period.start())
                .bind("until", period.until(known))
                .bind("beforeFrom", before.from())
                .bind("beforeStart", before.start())
                .bind("day", method.dayOf(period))
                .bind("beforeDay", method.dayOf(before))
                .bind("known", known)
                .bind("costs", costs.toArray(String[]::new))
                .map(WarningStore::standing)
                .all();
    }

    private static Standing standing(Readable row) {
        return new Standing(
                Rows.id(row, "id", HouseholdId::new),
                Rows.text(row, "village_code"),
                Rows.number(row, "lines"),
                Rows.money(row, "now_fen"),
                Rows.number(row, "members"),
                Rows.money(row, "before_fen"),
                Rows.number(row, "before_members"),
                Rows.moneyOrNull(row, "line_fen"),
                row.get("line_year", Integer.class));
    }
}
