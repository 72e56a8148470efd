package org.livelihood.account.check;

import java.util.List;
import org.springframework.stereotype.Repository;

/**
 * F4: one person in two workshops at the same hour. Work is recorded by the day: minutes at several producers that do
 * not fit one after the other into twelve hours overlap. Producers that were not asked about are counted, not named.
 */
@Repository
class TwoPlacesFraudStore extends QueryCheck {

    private static final String WORKED = """
              FROM lot_work c
             WHERE c.unit = 'MINUTE' AND c.worked_on >= :fromDay AND c.worked_on <= :toDay
            """;

    private static final CheckRule HOURS =
            new CheckRule("person-is-in-one-place", "PERSON", WORKED + " AND {c.producer_id}", """
            SELECT CAST(NULL AS uuid) AS producer_id, id,
                   jsonb_build_object('day', worked_on, 'minutes', sum(minutes), 'places', count(*),
                                      'producers', array_agg(producer_id) FILTER (WHERE {c.producer_id}))
                     AS details
              FROM (SELECT c.producer_id, coalesce(c.member_id, c.party_id) AS id, c.worked_on, sum(c.units) AS minutes
            """ + WORKED + """
                     GROUP BY c.producer_id, coalesce(c.member_id, c.party_id), c.worked_on
                    HAVING sum(c.units) > 0) c
             GROUP BY id, worked_on
            HAVING count(*) > 1 AND sum(minutes) > 720 AND bool_or({c.producer_id})""");

    TwoPlacesFraudStore(RuleStore store) {
        super("F4", List.of(HOURS), store);
    }
}
