-- A refund is asked for by one and given or refused by another: two decisions. The kind of before stood for both.
DROP VIEW tlog_refund;
DELETE FROM tlog_kind WHERE kind = 'REFUND';
DELETE FROM tlog_cursor WHERE kind = 'REFUND';
SELECT tlog_define('REFUND_ASKED', 'payment_refund', '{id}', 'requested_at',
                   fields => '{payment_id,order_id,line_id,reason,requested_by,requested_at,asked_fen,asked_quantity}');
SELECT tlog_define('REFUND_DECIDED', 'payment_refund', '{id}', NULL, sealed => '{answer}',
                   fields => '{amount_fen,returned_quantity,spoiled_quantity,accepted_at,decided_by,decided_at,answer}',
                   condition => 's.status <> ''REQUESTED''');
SELECT tlog_define('SESSION_WAGE_PERSON', 'live_session', '{id}', NULL, fields => '{wage_person_id}',
                   condition => 's.wage_person_id IS NOT NULL');

-- Cards as they were entered. A later change is a leaf of its own, and says what was before it; what holds today is
-- recomputed from the changes.
CREATE VIEW tlog_household AS
SELECT CAST('00000000-0000-0000-0000-000000000000' AS uuid) AS producer_id, h.id AS source_id, 0 AS seq,
       tlog_xid(h.xmin) AS xid, h.recorded_at, ARRAY[h.id] AS subjects,
       concat('{"v":1,"kind":"HOUSEHOLD","fields":{"id":', tlog_commit(s.salt, 'party', CAST(h.id AS text)),
              ',"registry_no":', tlog_commit(s.salt, 'registry_no', coalesce(was.of ->> 'REGISTRY_NO', h.registry_no)),
              ',"village_code":', tlog_commit(s.salt, 'village_code', coalesce(was.of ->> 'VILLAGE', h.village_code)),
              ',"attribute":', tlog_commit(s.salt, 'attribute', coalesce(was.of ->> 'ATTRIBUTE', h.attribute)),
              ',"causes":', tlog_commit(s.salt, 'causes', coalesce(was.of ->> 'CAUSES',
                                array_to_string(h.main_cause || h.other_causes, ','))),
              ',"recorded_at":', tlog_time(h.recorded_at), '}}') AS record
  FROM household h
  LEFT JOIN tlog_salt s ON s.subject = h.id
  LEFT JOIN LATERAL (SELECT jsonb_object_agg(first.field, first.was) AS of
                       FROM (SELECT DISTINCT ON (c.field) c.field, c.was FROM household_change c
                              WHERE c.subject_id = h.id ORDER BY c.field, c.recorded_at) first) was ON true;

CREATE VIEW tlog_member AS
SELECT CAST('00000000-0000-0000-0000-000000000000' AS uuid) AS producer_id, m.id AS source_id, 0 AS seq,
       tlog_xid(m.xmin) AS xid, m.recorded_at, array_remove(ARRAY[m.id, m.household_id], NULL) AS subjects,
       concat('{"v":1,"kind":"MEMBER","fields":{"id":', tlog_commit(s.salt, 'party', CAST(m.id AS text)),
              ',"household_id":', tlog_commit(o.salt, 'party', CAST(m.household_id AS text)),
              ',"labour":', tlog_commit(s.salt, 'labour', coalesce(was.of ->> 'LABOUR', m.labour)),
              ',"health":', tlog_commit(s.salt, 'health', coalesce(was.of ->> 'HEALTH', m.health)),
              ',"recorded_at":', tlog_time(m.recorded_at), '}}') AS record
  FROM household_member m
  LEFT JOIN tlog_salt s ON s.subject = m.id
  LEFT JOIN tlog_salt o ON o.subject = m.household_id
  LEFT JOIN LATERAL (SELECT jsonb_object_agg(first.field, first.was) AS of
                       FROM (SELECT DISTINCT ON (c.field) c.field, c.was FROM household_change c
                              WHERE c.subject_id = m.id ORDER BY c.field, c.recorded_at) first) was ON true;

CREATE VIEW tlog_card_change AS
SELECT CAST('00000000-0000-0000-0000-000000000000' AS uuid) AS producer_id, c.id AS source_id, 0 AS seq,
       tlog_xid(c.xmin) AS xid, c.recorded_at, ARRAY[c.subject_id, c.recorded_by] AS subjects,
       concat('{"v":1,"kind":"CARD_CHANGE","fields":{"id":"', c.id,
              '","subject_id":', tlog_commit(s.salt, 'party', CAST(c.subject_id AS text)),
              ',"field":"', c.field,
              '","was":', tlog_commit(s.salt, concat('was:', c.id), c.was),
              ',"value":', tlog_commit(s.salt, concat('value:', c.id), c.value),
              ',"holds_from":', tlog_json(to_char(c.holds_from, 'YYYY-MM-DD')),
              ',"reason":"', c.reason,
              '","document":', tlog_commit(s.salt, concat('document:', c.id), c.document),
              ',"recorded_by":', tlog_commit(b.salt, 'account', CAST(c.recorded_by AS text)),
              ',"recorded_at":', tlog_time(c.recorded_at), '}}') AS record
  FROM household_change c
  LEFT JOIN tlog_salt s ON s.subject = c.subject_id
  LEFT JOIN tlog_salt b ON b.subject = c.recorded_by;

INSERT INTO tlog_kind (kind, source, columns, standing)
VALUES ('HOUSEHOLD', 'household',
        '{id,registry_no,village_code,attribute,main_cause,other_causes,recorded_at}', true),
       ('MEMBER', 'household_member', '{id,household_id,labour,health,recorded_at}', true),
       ('CARD_CHANGE', 'household_change',
        '{id,subject_id,field,was,value,holds_from,reason,document,recorded_by,recorded_at}', true);
INSERT INTO tlog_cursor (kind) VALUES ('HOUSEHOLD'), ('MEMBER'), ('CARD_CHANGE');

-- Nobody writes through a view.
DO $$
DECLARE
  name text;
BEGIN
  FOR name IN SELECT viewname FROM pg_views WHERE schemaname = 'public' LOOP
    EXECUTE format('REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON %I FROM PUBLIC, livelihood_app', name);
  END LOOP;
END $$;
