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
                   FROM industry_buyer i
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
              FROM indicator_traced(:start, :end, :known) t
              JOIN attribution_sold l ON l.producer_id = t.producer_id AND l.line_id = t.line_id
              JOIN live_broadcast s ON s.producer_id = l.producer_id AND s.id = l.session_id
              JOIN producer_profile p ON p.id = t.producer_id
             CROSS JOIN LATERAL household_status_on(t.household_id, t.sold_on, :known) counts
             WHERE counts.registered AND starts_with(p.region_code, :prefix)
             GROUP BY s.id
             ORDER BY s.id""";

    static final String TRACED_BY_HOST = """
            SELECT CAST(s.host_id AS text) AS key, CASE WHEN bool_or(s.official) THEN 'OFFICIAL' ELSE '' END AS label,
                   CAST(sum(t.amount_fen) AS bigint) AS numerator, CAST(NULL AS bigint) AS denominator
              FROM indicator_traced(:start, :end, :known) t
              JOIN attribution_sold l ON l.producer_id = t.producer_id AND l.line_id = t.line_id
              JOIN live_broadcast s ON s.producer_id = l.producer_id AND s.id = l.session_id
              JOIN producer_profile p ON p.id = t.producer_id
             CROSS JOIN LATERAL household_status_on(t.household_id, t.sold_on, :known) counts
             WHERE counts.registered AND starts_with(p.region_code, :prefix)
             GROUP BY s.host_id
             ORDER BY s.host_id""";

    static final String TRACED_BY_PRODUCER = """
            SELECT CAST(p.id AS text) AS key, p.name AS label, CAST(sum(t.amount_fen) AS bigint) AS numerator,
                   CAST(NULL AS bigint) AS denominator
              FROM indicator_traced(:start, :end, :known) t
              JOIN producer_profile p ON p.id = t.producer_id
             CROSS JOIN LATERAL household_status_on(t.household_id, t.sold_on, :known) counts
             WHERE counts.registered AND starts_with(p.region_code, :prefix)
             GROUP BY p.id, p.name
             ORDER BY p.id""";

    static final String TRACED_BY_VILLAGE = """
            SELECT lived.village_code AS key, max(r.name) AS label, CAST(sum(t.amount_fen) AS bigint) AS numerator,
                   CAST(NULL AS bigint) AS denominator
              FROM indicator_traced(:start, :end, :known) t
              JOIN household_home h ON h.id = t.household_id
             CROSS JOIN LATERAL household_status_on(h.id, t.sold_on, :known) counts
             CROSS JOIN LATERAL household_village_on(h.id, h.village_code, t.sold_on, :known) lived
              JOIN region_name r ON r.code = lived.village_code
             WHERE counts.registered AND starts_with(lived.village_code, :prefix)
             GROUP BY lived.village_code
             ORDER BY lived.village_code""";

    static final String TRACED_FALL = """
            SELECT CAST(f.household_id AS text) AS key, f.village_code AS label, f.now_fen AS numerator,
                   f.before_fen AS denominator
              FROM (SELECT t.household_id, h.village_code,
                           CAST(coalesce(sum(t.amount_fen) FILTER (WHERE t.effective_at >= :start), 0) AS bigint)
                             AS now_fen,
                           CAST(coalesce(sum(t.amount_fen) FILTER (WHERE t.effective_at < :start), 0) AS bigint)
                             AS before_fen
                      FROM indicator_traced(:before, :end, :known) t
                      JOIN indicator_household(:prefix, :to, :known) h ON h.household_id = t.household_id
                     GROUP BY t.household_id, h.village_code) f
             WHERE f.now_fen < f.before_fen
             ORDER BY f.before_fen - f.now_fen DESC, f.household_id""";

    private SalesStore() {}
}
