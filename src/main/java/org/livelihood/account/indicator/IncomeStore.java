package org.livelihood.account.indicator;

/** Queries about paid income. Each row: key, label, numerator, denominator. Earned and traced are other measures. */
final class IncomeStore {

    static final String PAID_INCOME = """
            SELECT e.category AS key, '' AS label, CAST(sum(e.amount_fen) AS bigint) AS numerator,
                   CAST(NULL AS bigint) AS denominator
              FROM indicator_paid(:prefix, :from, :to, :known) e
             GROUP BY e.category
             ORDER BY e.category""";

    static final String PAID_PER_HEAD = """
            SELECT CAST(y.year AS text) AS key, people.paid || ' of ' || people.households AS label,
                   people.amount_fen AS numerator, people.members AS denominator
              FROM indicator_year(:from, :to) y
             CROSS JOIN LATERAL (
                   SELECT CAST(coalesce(sum(e.amount_fen), 0) AS bigint) AS amount_fen, count(e.household_id) AS paid,
                          CAST(coalesce(sum(h.members), 0) AS bigint) AS members, count(*) AS households
                     FROM indicator_household(:prefix, y.day, :known) h
                     LEFT JOIN (SELECT p.household_id, sum(p.amount_fen) AS amount_fen
                                  FROM indicator_paid('', greatest(make_date(y.year, 1, 1), :from), y.day, :known) p
                                 GROUP BY p.household_id) e ON e.household_id = h.household_id) people
             ORDER BY y.year""";

    static final String INDUSTRY_INCOME = """
            WITH entered AS (
                 SELECT ip.industry_id, ip.producer_id,
                        range_agg(daterange(ip.holds_from, ip.holds_until, '[]')) AS days
                   FROM industry_member ip
                  WHERE ip.recorded_at <= :known
                  GROUP BY ip.industry_id, ip.producer_id),
            helped AS (
                 SELECT x.industry_id, h.household_id, h.members
                   FROM (SELECT DISTINCT n.industry_id, b.household_id
                           FROM entered n
                           JOIN indicator_producer(:prefix, :known) p ON p.id = n.producer_id
                           JOIN producer_member m ON m.producer_id = n.producer_id AND m.recorded_at <= :known
                           JOIN household_belonging(:known) b ON b.member_id = m.person_id
                          WHERE n.days && (daterange(m.holds_from, m.holds_until, '[]')
                                           * daterange(b.holds_from, b.holds_until, '[]')
                                           * daterange(CAST(:from AS date), CAST(:to AS date), '[]'))) x
                   JOIN indicator_household('', :to, :known) h ON h.household_id = x.household_id),
            driven AS (
                 SELECT industry_id, sum(members) AS members FROM helped GROUP BY industry_id),
            paid AS (
                 SELECT n.industry_id, sum(e.amount_fen) AS amount_fen
                   FROM indicator_paid('', :from, :to, :known) e
                   JOIN entered n ON n.producer_id = e.producer_id AND n.days @> e.paid_on
                   JOIN helped h ON h.industry_id = n.industry_id AND h.household_id = e.household_id
                  GROUP BY n.industry_id)
            SELECT CAST(i.id AS text) AS key, i.name AS label,
                   CAST(coalesce(p.amount_fen, 0) AS bigint) AS numerator,
                   CAST(coalesce(d.members, 0) AS bigint) AS denominator
              FROM industry_leading i
              LEFT JOIN paid p ON p.industry_id = i.id
              LEFT JOIN driven d ON d.industry_id = i.id
             WHERE starts_with(i.county_code, :prefix) AND i.recorded_at <= :known
               AND i.holds_from <= :to AND (i.holds_until IS NULL OR i.holds_until >= :to)
             ORDER BY i.id""";

    private IncomeStore() {}
}
