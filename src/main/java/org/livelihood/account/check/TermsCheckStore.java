package org.livelihood.account.check;

import java.util.List;
import org.springframework.stereotype.Repository;

/** I8: agreement and status were in force when they were used; a workshop is one by its roster. */
@Repository
class TermsCheckStore extends QueryCheck {

    private static final CheckRule AGREEMENT =
            new CheckRule("agreement-was-in-force", "LINE", LineCheckStore.LINES, """
            SELECT used.producer_id, used.line_id AS id,
                   jsonb_build_object('agreement', used.agreement_id, 'version', used.agreement_version,
                                      'lot', used.lot_id) AS details
              FROM (SELECT line.producer_id, line.line_id, line.paid_at, part.*
                      FROM attribution_line line
                     CROSS JOIN LATERAL (SELECT DISTINCT p.agreement_id, p.agreement_version, p.lot_id
                                           FROM attribution_part p
                                          WHERE p.producer_id = line.producer_id AND p.line_id = line.line_id
                                            AND p.agreement_id IS NOT NULL) part
                     WHERE line.paid_at >= :from AND line.paid_at < :to AND {line.producer_id}) used
              LEFT JOIN lot ON lot.id = used.lot_id AND lot.agreement_id = used.agreement_id
                   AND lot.agreement_version = used.agreement_version
              LEFT JOIN agreement_version v ON v.producer_id = lot.producer_id AND v.agreement_id = used.agreement_id
                   AND v.version = used.agreement_version
                   AND v.holds_from <= china_day(used.paid_at)
                   AND EXISTS (SELECT FROM agreement_in_force(lot.sealed_on, lot.sealed_at) f
                                WHERE f.producer_id = v.producer_id AND f.agreement_id = v.agreement_id
                                  AND f.version = v.version)
                   AND EXISTS (SELECT FROM agreement_in_force(
                                             china_day(used.paid_at), 'infinity') f
                                WHERE f.producer_id = v.producer_id AND f.agreement_id = v.agreement_id)
             WHERE v.version IS NULL""");

    /**
     * A household that a sale stands on has stood in the register by that day. That it has left it since, out of all
     * risk, takes nothing from what it earns: status decides who is counted, never who is paid.
     */
    private static final CheckRule STATUS = new CheckRule("status-was-in-force", "LINE", LineCheckStore.LINES, """
            SELECT used.producer_id, used.line_id AS id,
                   jsonb_build_object('household', used.party_id, 'status', held.status) AS details
              FROM (SELECT line.producer_id, line.line_id, line.paid_at, part.party_id
                      FROM attribution_line line
                     CROSS JOIN LATERAL (SELECT DISTINCT p.party_id
                                           FROM attribution_part p
                                          WHERE p.producer_id = line.producer_id AND p.line_id = line.line_id
                                            AND p.party_kind = 'HOUSEHOLD') part
                     WHERE line.paid_at >= :from AND line.paid_at < :to AND {line.producer_id}) used
              LEFT JOIN LATERAL household_status_on(
                     used.party_id, china_day(used.paid_at), 'infinity') held ON true
             WHERE held.status IS NULL""");

    private static final CheckRule APPROVED = new CheckRule("producer-was-approved", "LINE", LineCheckStore.LINES, """
            SELECT line.producer_id, line.line_id AS id, jsonb_build_object('status', p.status) AS details
              FROM attribution_line line
              LEFT JOIN producer p ON p.id = line.producer_id
             WHERE line.paid_at >= :from AND line.paid_at < :to AND {line.producer_id}
               AND (p.status = 'APPROVED' AND p.decided_at <= line.paid_at) IS NOT TRUE""");

    /** Each workshop on each day that it sold on, with the rule of the nearest region above. */
    private static final String WORKSHOPS = """
              FROM (SELECT DISTINCT line.producer_id, china_day(line.paid_at) AS day
                      FROM attribution_line line
                     WHERE line.paid_at >= :from AND line.paid_at < :to AND {line.producer_id}) sold
              JOIN producer p ON p.id = sold.producer_id AND p.kind = 'WORKSHOP'
             CROSS JOIN LATERAL (SELECT r.*
                                   FROM producer_rule r
                                  WHERE r.valid_from <= sold.day
                                    AND r.region_code IN ('', left(p.region_code, 2) || '0000000000',
                                          left(p.region_code, 4) || '00000000', left(p.region_code, 6) || '000000',
                                          left(p.region_code, 9) || '000', p.region_code)
                                  ORDER BY r.region_code DESC, r.valid_from DESC
                                  LIMIT 1) ruled
            """;

    private static final CheckRule SHARE =
            new CheckRule("workshop-by-its-roster", "PRODUCER", WORKSHOPS, """
            SELECT sold.producer_id, sold.producer_id AS id,
                   jsonb_build_object('day', sold.day, 'workers', roster.workers, 'poor', roster.poor,
                                      'basisPoints', roster.poor * 10000 / greatest(roster.workers, 1)) AS details
            """ + WORKSHOPS + """
             CROSS JOIN LATERAL (
                    SELECT count(DISTINCT m.person_id) AS workers,
                           count(DISTINCT m.person_id) FILTER (
                             WHERE s.registered AND m.contract_months >= ruled.min_contract_months) AS poor
                      FROM producer_membership m
                      LEFT JOIN household_belonging_on(sold.day, 'infinity') b ON b.member_id = m.person_id
                      LEFT JOIN LATERAL household_status_on(b.household_id, sold.day, 'infinity') s ON true
                     WHERE m.producer_id = sold.producer_id AND m.kind = 'WORKER' AND m.holds_from <= sold.day
                       AND (m.holds_until IS NULL OR m.holds_until >= sold.day)) roster
             WHERE roster.poor = 0
                OR roster.poor < ruled.min_poor_workers
               AND roster.poor * 10000 < roster.workers * ruled.min_poor_basis_points""");

    TermsCheckStore(RuleStore store) {
        super("I8", List.of(AGREEMENT, STATUS, APPROVED, SHARE), store);
    }
}
