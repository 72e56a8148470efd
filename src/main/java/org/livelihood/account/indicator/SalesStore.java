package org.livelihood.account.indicator;

/**
 * Queries about sales. Each row: key, label, numerator, denominator. Traced sales are a measure of their own. Those to
 * the producer's own people are none: {@code trace_own_sale} says which.
 */
final class SalesStore {

    /** One row an institution, whatever spans were entered for it. */
    private static final String INSTITUTIONS = """
            WITH institution AS (
                 SELECT i.account_id, max(i.name) AS name,
                        range_agg(daterange(i.holds_from, i.holds_until, '[]')) AS days
                   FROM industry_institution i
                  WHERE i.recorded_at <= :known
                  GROUP BY i.account_id)
            """;

    static final String CONSUMPTION_ASSISTANCE = INSTITUTIONS + """
            SELECT CAST(b.account_id AS text) AS key, b.name AS label,
                   CAST(sum(s.amount_fen) AS bigint) AS numerator, CAST(NULL AS bigint) AS denominator
              FROM indicator_sale(:prefix, :start, :end, :known) s
              JOIN institution b ON b.account_id = s.buyer_id AND b.days @> s.paid_on
             GROUP BY b.account_id, b.name
             ORDER BY b.account_id""";

    static final String CONSUMPTION_SHARE = INSTITUTIONS + """
            SELECT 'TOTAL' AS key, '' AS label,
                   CAST(coalesce(sum(s.amount_fen) FILTER (WHERE b.account_id IS NOT NULL), 0) AS bigint) AS numerator,
                   CAST(coalesce(sum(s.amount_fen), 0) AS bigint) AS denominator
              FROM indicator_sale(:prefix, :start, :end, :known) s
              LEFT JOIN institution b ON b.account_id = s.buyer_id AND b.days @> s.paid_on""";

    static final String TRACED_BY_SESSION = """
            SELECT CAST(s.id AS text) AS key, max(s.title) AS label, CAST(sum(t.amount_fen) AS bigint) AS numerator,
                   CAST(NULL AS bigint) AS denominator
              FROM attribution_traced_sale t
              JOIN attribution_line l ON l.producer_id = t.producer_id AND l.line_id = t.line_id
              JOIN live_session s ON s.producer_id = l.producer_id AND s.id = l.session_id
              JOIN producer p ON p.id = t.producer_id
             CROSS JOIN LATERAL household_status_on(
                     t.party_id, china_day(t.effective_at), :known) counts
             WHERE t.party_kind = 'HOUSEHOLD' AND counts.registered
               AND t.effective_at >= :start AND t.effective_at < :end
               AND t.recorded_at <= :known AND starts_with(p.region_code, :prefix)
               AND NOT EXISTS (SELECT FROM trace_own_sale(:known) own
                                WHERE own.producer_id = t.producer_id AND own.line_id = t.line_id)
             GROUP BY s.id
             ORDER BY s.id""";

    static final String TRACED_BY_HOST = """
            SELECT CAST(s.host_id AS text) AS key, CASE WHEN bool_or(s.official) THEN 'OFFICIAL' ELSE '' END AS label,
                   CAST(sum(t.amount_fen) AS bigint) AS numerator, CAST(NULL AS bigint) AS denominator
              FROM attribution_traced_sale t
              JOIN attribution_line l ON l.producer_id = t.producer_id AND l.line_id = t.line_id
              JOIN live_session s ON s.producer_id = l.producer_id AND s.id = l.session_id
              JOIN producer p ON p.id = t.producer_id
             CROSS JOIN LATERAL household_status_on(
                     t.party_id, china_day(t.effective_at), :known) counts
             WHERE t.party_kind = 'HOUSEHOLD' AND counts.registered
               AND t.effective_at >= :start AND t.effective_at < :end
               AND t.recorded_at <= :known AND starts_with(p.region_code, :prefix)
               AND NOT EXISTS (SELECT FROM trace_own_sale(:known) own
                                WHERE own.producer_id = t.producer_id AND own.line_id = t.line_id)
             GROUP BY s.host_id
             ORDER BY s.host_id""";

    static final String TRACED_BY_PRODUCER = """
            SELECT CAST(p.id AS text) AS key, p.name AS label, CAST(sum(t.amount_fen) AS bigint) AS numerator,
                   CAST(NULL AS bigint) AS denominator
              FROM attribution_traced_sale t
              JOIN producer p ON p.id = t.producer_id
             CROSS JOIN LATERAL household_status_on(
                     t.party_id, china_day(t.effective_at), :known) counts
             WHERE t.party_kind = 'HOUSEHOLD' AND counts.registered
               AND t.effective_at >= :start AND t.effective_at < :end
               AND t.recorded_at <= :known AND starts_with(p.region_code, :prefix)
               AND NOT EXISTS (SELECT FROM trace_own_sale(:known) own
                                WHERE own.producer_id = t.producer_id AND own.line_id = t.line_id)
             GROUP BY p.id
             ORDER BY p.id""";

    static final String TRACED_BY_VILLAGE = """
            SELECT lived.village_code AS key, max(r.name) AS label, CAST(sum(t.amount_fen) AS bigint) AS numerator,
                   CAST(NULL AS bigint) AS denominator
              FROM attribution_traced_sale t
              JOIN household h ON h.id = t.party_id
             CROSS JOIN LATERAL (SELECT china_day(t.effective_at) AS day) sold
             CROSS JOIN LATERAL household_status_on(h.id, sold.day, :known) counts
             CROSS JOIN LATERAL household_village_on(h.id, h.village_code, sold.day, :known) lived
              JOIN region r ON r.code = lived.village_code
             WHERE t.party_kind = 'HOUSEHOLD' AND counts.registered AND t.effective_at >= :start
               AND t.effective_at < :end AND t.recorded_at <= :known AND starts_with(lived.village_code, :prefix)
               AND NOT EXISTS (SELECT FROM trace_own_sale(:known) own
                                WHERE own.producer_id = t.producer_id AND own.line_id = t.line_id)
             GROUP BY lived.village_code
             ORDER BY lived.village_code""";

    static final String TRACED_FALL = """
            SELECT CAST(f.party_id AS text) AS key, f.village_code AS label, f.now_fen AS numerator,
                   f.before_fen AS denominator
              FROM (SELECT t.party_id, h.village_code,
                           CAST(coalesce(sum(t.amount_fen) FILTER (WHERE t.effective_at >= :start), 0) AS bigint)
                             AS now_fen,
                           CAST(coalesce(sum(t.amount_fen) FILTER (WHERE t.effective_at < :start), 0) AS bigint)
                             AS before_fen
                      FROM attribution_traced_sale t
                      JOIN indicator_household(:prefix, :to, :known) h ON h.household_id = t.party_id
                     WHERE t.party_kind = 'HOUSEHOLD' AND t.effective_at >= :before AND t.effective_at < :end
                       AND t.recorded_at <= :known
                       AND NOT EXISTS (SELECT FROM trace_own_sale(:known) own
                                        WHERE own.producer_id = t.producer_id AND own.line_id = t.line_id)
                     GROUP BY t.party_id, h.village_code) f
             WHERE f.now_fen < f.before_fen
             ORDER BY f.before_fen - f.now_fen DESC, f.party_id""";

    private SalesStore() {}
}
