package org.livelihood.account.check;

import java.util.List;
import org.springframework.stereotype.Repository;

/** I17: what a card says today is what its changes give; these are leaves of the log, as the first card is. */
@Repository
class CardRecordStore extends QueryCheck {

    private static final String TODAY = "china_day(now()), 'infinity'";

    /** Fields that were changed, with what they say today, of all times: cards are of no producer. */
    private static final String CHANGED = """
              FROM (SELECT DISTINCT c.subject_id, c.field FROM household_change c
                     WHERE c.field IN ('VILLAGE', 'REGISTRY_NO', 'ATTRIBUTE', 'CAUSES', 'LABOUR', 'HEALTH')) changed
             CROSS JOIN (SELECT CAST(NULL AS uuid) AS producer_id) nobody
              LEFT JOIN household h ON h.id = changed.subject_id
              LEFT JOIN household_member m ON m.id = changed.subject_id
             CROSS JOIN LATERAL household_fact_on(changed.subject_id, changed.field,\s""" + TODAY + """
            ) fact
             WHERE {nobody.producer_id}
            """;

    private static final CheckRule CARD = new CheckRule("card-is-its-changes", "CARD", CHANGED, """
            SELECT CAST(NULL AS uuid) AS producer_id, changed.subject_id AS id,
                   jsonb_build_object('field', changed.field) AS details
            """ + CHANGED + """
               AND fact.value IS DISTINCT FROM CASE changed.field
                     WHEN 'VILLAGE' THEN h.village_code
                     WHEN 'REGISTRY_NO' THEN h.registry_no
                     WHEN 'ATTRIBUTE' THEN h.attribute
                     WHEN 'CAUSES' THEN array_to_string(h.main_cause || h.other_causes, ',')
                     WHEN 'LABOUR' THEN m.labour
                     ELSE m.health END""");

    CardRecordStore(RuleStore store) {
        super("I17", List.of(CARD), store);
    }
}
