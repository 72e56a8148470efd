package org.livelihood.account.check;

import java.util.List;
import org.springframework.stereotype.Repository;

/** F1: money that goes to producers who are bound to no household. */
@Repository
class LinkageFraudStore extends QueryCheck {

    private static final String SOLD = """
              FROM (SELECT line.producer_id, china_day(line.paid_at) AS day,
                           sum(line.paid_fen - line.refunded_fen) AS fen
                      FROM attribution_line line
                     WHERE line.paid_at >= :from AND line.paid_at < :to AND {line.producer_id}
                     GROUP BY 1, 2
                    HAVING sum(line.paid_fen - line.refunded_fen) > 0) got
            """;

    private static final CheckRule MONEY = new CheckRule("money-without-linkage", "PRODUCER", SOLD, """
            SELECT got.producer_id, got.producer_id AS id,
                   jsonb_build_object('soldFen', sum(got.fen), 'days', count(*), 'firstDay', min(got.day),
                                      'lastDay', max(got.day), 'agreement', bool_and(bound.agreed),
                                      'household', bool_and(bound.joined)) AS details
            """ + SOLD + """
             CROSS JOIN LATERAL (
                    SELECT EXISTS (SELECT FROM agreement_in_force(got.day, 'infinity') f
                                    WHERE f.producer_id = got.producer_id) AS agreed,
                           EXISTS (SELECT FROM producer_membership m
                                     JOIN household_belonging_on(got.day, 'infinity') b ON b.member_id = m.person_id
                                    WHERE m.producer_id = got.producer_id
                                      AND m.holds_from <= got.day
                                      AND (m.holds_until IS NULL OR m.holds_until >= got.day)) AS joined) bound
             WHERE NOT (bound.agreed AND bound.joined)
             GROUP BY got.producer_id""");

    LinkageFraudStore(RuleStore store) {
        super("F1", List.of(MONEY), store);
    }
}
