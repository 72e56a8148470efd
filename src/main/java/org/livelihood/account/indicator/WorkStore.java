package org.livelihood.account.indicator;

/** Queries about producers, projects and industries. Each row: key, label, numerator, denominator. */
final class WorkStore {

    static final String WORKSHOP_POOR_WORKERS = """
            SELECT CAST(p.id AS text) AS key, p.name AS label,
                   count(DISTINCT m.person_id) FILTER (WHERE s.registered) AS numerator,
                   count(DISTINCT m.person_id) AS denominator
              FROM indicator_producer(:prefix, :known) p
              LEFT JOIN producer_member m ON m.producer_id = p.id AND m.kind = 'WORKER' AND m.recorded_at <= :known
               AND m.holds_from <= :to AND (m.holds_until IS NULL OR m.holds_until >= :to)
              LEFT JOIN household_belonging_on(:to, :known) b ON b.member_id = m.person_id
              LEFT JOIN LATERAL household_status_on(b.household_id, :to, :known) s ON true
             WHERE p.kind = 'WORKSHOP'
             GROUP BY p.id, p.name
             ORDER BY p.id""";

    static final String WORKSHOPS_OPERATING = """
            SELECT 'TOTAL' AS key, '' AS label, count(*) FILTER (WHERE o.operating) AS numerator,
                   count(*) AS denominator
              FROM indicator_producer(:prefix, :known) p
              LEFT JOIN LATERAL (
                   SELECT po.operating FROM producer_operating po
                    WHERE po.producer_id = p.id AND po.holds_from <= :to AND po.recorded_at <= :known
                    ORDER BY po.holds_from DESC, po.recorded_at DESC
                    LIMIT 1) o ON true
             WHERE p.kind = 'WORKSHOP'""";

    static final String PROJECTS_STARTED = """
            SELECT 'TOTAL' AS key, '' AS label, count(*) FILTER (WHERE p.started) AS numerator, count(*) AS denominator
              FROM indicator_project(:prefix, :to, :known) p
             WHERE p.state IS DISTINCT FROM 'ENDED'""";

    static final String PROJECTS_OPERATING = """
            SELECT 'TOTAL' AS key, '' AS label, count(*) FILTER (WHERE p.state = 'OPERATING') AS numerator,
                   count(*) AS denominator
              FROM indicator_project(:prefix, :to, :known) p
             WHERE p.started AND p.state <> 'ENDED'""";

    static final String PRODUCERS_DRIVING = """
            SELECT 'TOTAL' AS key, '' AS label, count(DISTINCT l.producer_id) AS numerator,
                   CAST(NULL AS bigint) AS denominator
              FROM indicator_link(:prefix, :to, :known) l
              JOIN indicator_household('', :to, :known) h ON h.household_id = l.household_id""";

    static final String HOUSEHOLDS_DRIVEN = """
            SELECT 'TOTAL' AS key, '' AS label, count(DISTINCT l.household_id) AS numerator,
                   CAST(NULL AS bigint) AS denominator
              FROM indicator_link(:prefix, :to, :known) l
              JOIN indicator_household('', :to, :known) h ON h.household_id = l.household_id""";

    static final String HOUSEHOLDS_BY_PRODUCER = """
            SELECT CAST(l.producer_id AS text) AS key, max(p.name) AS label,
                   count(DISTINCT l.household_id) AS numerator, CAST(NULL AS bigint) AS denominator
              FROM indicator_link(:prefix, :to, :known) l
              JOIN indicator_household('', :to, :known) h ON h.household_id = l.household_id
              JOIN producer_profile p ON p.id = l.producer_id
             GROUP BY l.producer_id
             ORDER BY l.producer_id""";

    static final String LEADING_INDUSTRIES = """
            SELECT i.county_code AS key, max(r.name) AS label, count(*) AS numerator,
                   CAST(NULL AS bigint) AS denominator
              FROM industry_leading i
              JOIN region_name r ON r.code = i.county_code
             WHERE starts_with(i.county_code, :prefix) AND i.recorded_at <= :known
               AND i.holds_from <= :to AND (i.holds_until IS NULL OR i.holds_until >= :to)
             GROUP BY i.county_code
             ORDER BY i.county_code""";

    static final String INDUSTRY_PEOPLE = """
            WITH driven AS (
                 SELECT DISTINCT ip.industry_id, h.household_id, h.members
                   FROM industry_member ip
                   JOIN indicator_link(:prefix, :to, :known) l ON l.producer_id = ip.producer_id
                   JOIN indicator_household('', :to, :known) h ON h.household_id = l.household_id
                  WHERE ip.recorded_at <= :known
                    AND ip.holds_from <= :to AND (ip.holds_until IS NULL OR ip.holds_until >= :to))
            SELECT CAST(i.id AS text) AS key, i.name AS label, CAST(coalesce(sum(d.members), 0) AS bigint) AS numerator,
                   CAST(NULL AS bigint) AS denominator
              FROM industry_leading i
              LEFT JOIN driven d ON d.industry_id = i.id
             WHERE starts_with(i.county_code, :prefix) AND i.recorded_at <= :known
               AND i.holds_from <= :to AND (i.holds_until IS NULL OR i.holds_until >= :to)
             GROUP BY i.id, i.name
             ORDER BY i.id""";

    private WorkStore() {}
}
