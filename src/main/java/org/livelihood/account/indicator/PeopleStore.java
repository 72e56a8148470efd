package org.livelihood.account.indicator;

/** Queries about households and people. Each row: key, label, numerator, denominator. */
final class PeopleStore {

    static final String PARTICIPATION = """
            SELECT 'TOTAL' AS key, '' AS label,
                   count(*) FILTER (WHERE h.household_id IN (
                     SELECT l.household_id FROM indicator_link('', :to, :known) l WHERE l.agreed)) AS numerator,
                   count(*) AS denominator
              FROM indicator_household(:prefix, :to, :known) h""";

    static final String PARTICIPATION_ABLE = """
            SELECT 'TOTAL' AS key, '' AS label,
                   count(*) FILTER (WHERE h.household_id IN (
                     SELECT l.household_id FROM indicator_link('', :to, :known) l
                      WHERE l.kind IN ('WORKER', 'SUPPLIER', 'TRUSTOR', 'LESSOR'))) AS numerator,
                   count(*) AS denominator
              FROM indicator_household(:prefix, :to, :known) h
             WHERE h.able""";

    static final String PARTICIPATION_UNABLE = """
            SELECT 'TOTAL' AS key, '' AS label,
                   count(*) FILTER (WHERE h.household_id IN (
                     SELECT l.household_id FROM indicator_link('', :to, :known) l
                      WHERE l.kind = 'SHAREHOLDER')) AS numerator,
                   count(*) AS denominator
              FROM indicator_household(:prefix, :to, :known) h
             WHERE NOT h.able""";

    static final String INCIDENCE = """
            SELECT CAST(y.year AS text) AS key, coalesce('population of ' || p.on_day, '') AS label,
                   CAST(poor.people AS bigint) AS numerator, p.people AS denominator
              FROM indicator_year(:from, :to) y
             CROSS JOIN LATERAL (
                   SELECT coalesce(sum(h.members), 0) AS people
                     FROM indicator_household(:prefix, y.day, :known) h
                    WHERE h.status = 'REGISTERED_POOR') poor
              LEFT JOIN LATERAL (
                   SELECT rp.people, rp.on_day FROM region_people rp
                    WHERE rp.region_code = :region AND rp.on_day <= y.day AND rp.recorded_at <= :known
                    ORDER BY rp.on_day DESC, rp.recorded_at DESC
                    LIMIT 1) p ON true
             ORDER BY y.year""";

    static final String SURVEYED_NET_INCOME = """
            SELECT CAST(y.year AS text) AS key, count(s.people) || ' of ' || count(*) AS label,
                   CAST(coalesce(sum(s.net_income_fen), 0) AS bigint) AS numerator,
                   CAST(sum(s.people) AS bigint) AS denominator
              FROM indicator_year(:from, :to) y
             CROSS JOIN LATERAL indicator_household(:prefix, y.day, :known) h
              LEFT JOIN LATERAL (
                   SELECT hs.net_income_fen, hs.people FROM household_surveyed hs
                    WHERE hs.household_id = h.household_id AND hs.year = y.year AND hs.recorded_at <= :known
                    ORDER BY hs.recorded_at DESC
                    LIMIT 1) s ON true
             GROUP BY y.year
             ORDER BY y.year""";

    static final String TRAINING_MINUTES = """
            SELECT lived.village_code AS key, max(r.name) AS label, CAST(sum(a.minutes) AS bigint) AS numerator,
                   CAST(NULL AS bigint) AS denominator
              FROM training_attended a
              JOIN household_home h ON h.id = a.household_id
             CROSS JOIN LATERAL household_village_on(h.id, h.village_code, china_day(a.starts_at), :known) lived
              JOIN region_name r ON r.code = lived.village_code
             WHERE starts_with(lived.village_code, :prefix) AND a.recorded_at <= :known
               AND a.starts_at >= :start AND a.starts_at < :end
             GROUP BY lived.village_code
             ORDER BY lived.village_code""";

    static final String TRAINING_BY_HOUSEHOLD = """
            SELECT CAST(h.id AS text) AS key, max(lived.village_code) AS label,
                   CAST(sum(a.minutes) AS bigint) AS numerator, CAST(NULL AS bigint) AS denominator
              FROM training_attended a
              JOIN household_home h ON h.id = a.household_id
             CROSS JOIN LATERAL household_village_on(h.id, h.village_code, china_day(a.starts_at), :known) lived
             WHERE starts_with(lived.village_code, :prefix) AND a.recorded_at <= :known
               AND a.starts_at >= :start AND a.starts_at < :end
             GROUP BY h.id
             ORDER BY 2, h.id""";

    static final String INSTRUCTORS = """
            SELECT i.kind AS key, '' AS label, count(*) AS numerator, CAST(NULL AS bigint) AS denominator
              FROM training_teacher i
             WHERE starts_with(i.region_code, :prefix) AND i.recorded_at <= :known
               AND i.holds_from <= :to AND (i.holds_until IS NULL OR i.holds_until >= :to)
             GROUP BY i.kind
             ORDER BY i.kind""";

    static final String ASSETS_GIVEN = """
            SELECT g.what AS key, '' AS label, CAST(sum(g.units) AS bigint) AS numerator,
                   CAST(NULL AS bigint) AS denominator
              FROM asset_given g
              JOIN household_home h ON h.id = g.household_id
             CROSS JOIN LATERAL household_village_on(h.id, h.village_code, g.given_on, :known) lived
             WHERE starts_with(lived.village_code, :prefix) AND g.recorded_at <= :known
               AND g.given_on BETWEEN :from AND :to
             GROUP BY g.what
             ORDER BY g.what""";

    private PeopleStore() {}
}
