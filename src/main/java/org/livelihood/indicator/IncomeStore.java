package org.livelihood.indicator;

/** Queries about paid income. Each row: key, label, numerator, denominator. Earned and traced are other measures. */
final class IncomeStore {

    static final String PAID_INCOME = """
            SELECT e.category AS key, '' AS label, CAST(sum(e.amount_fen) AS bigint) AS numerator,
                   CAST(NULL AS bigint) AS denominator
              FROM indicator_paid(:prefix, :from, :to, :known) e
             GROUP BY e.category
             ORDER BY e.category""";

    static final String PAID_PER_HEAD = """
            SELECT CAST(y.year AS text) AS key, paid.households || ' of ' || people.households AS label,
                   paid.amount_fen AS numerator, people.members AS denominator
              FROM indicator_year(:from, :to) y
             CROSS JOIN LATERAL (
                   SELECT CAST(coalesce(sum(e.amount_fen), 0) AS bigint) AS amount_fen,
                          count(DISTINCT e.household_id) AS households
                     FROM indicator_paid(:prefix, greatest(make_date(y.year, 1, 1), :from), y.day, :known) e) paid
             CROSS JOIN LATERAL (
                   SELECT CAST(coalesce(sum(h.members), 0) AS bigint) AS members, count(*) AS households
                     FROM indicator_household(:prefix, y.day, :known) h) people
             ORDER BY y.year""";

    static final String INDUSTRY_INCOME = """
            SELECT CAST(i.id AS text) AS key, i.name AS label,
                   CAST(coalesce(paid.amount_fen, 0) AS bigint) AS numerator,
                   CAST(coalesce(driven.members, 0) AS bigint) AS denominator
              FROM industry i
             CROSS JOIN LATERAL (
                   SELECT sum(e.amount_fen) AS amount_fen
                     FROM indicator_paid('', :from, :to, :known) e
                    WHERE EXISTS (SELECT FROM industry_producer ip
                                   WHERE ip.industry_id = i.id AND ip.producer_id = e.producer_id
                                     AND ip.recorded_at <= :known AND ip.holds_from <= e.paid_on
                                     AND (ip.holds_until IS NULL OR ip.holds_until >= e.paid_on))) paid
             CROSS JOIN LATERAL (
                   SELECT sum(h.members) AS members
                     FROM indicator_household('', :to, :known) h
                    WHERE h.household_id IN (
                          SELECT l.household_id
                            FROM industry_producer ip
                            JOIN indicator_link('', :to, :known) l ON l.producer_id = ip.producer_id
                           WHERE ip.industry_id = i.id AND ip.recorded_at <= :known
                             AND ip.holds_from <= :to AND (ip.holds_until IS NULL OR ip.holds_until >= :to))) driven
             WHERE starts_with(i.county_code, :prefix) AND i.recorded_at <= :known
               AND i.holds_from <= :to AND (i.holds_until IS NULL OR i.holds_until >= :to)
             ORDER BY i.id""";

    private IncomeStore() {}
}
