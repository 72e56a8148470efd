-- The limits of what is taken without asking, and what an officer confirmed beyond them.
SELECT tlog_define('LOT_LIMIT', 'lot_limit', '{valid_from}', 'recorded_at');
SELECT tlog_define('LOT_CONFIRMATION', 'lot_confirmation', '{id}', 'confirmed_at');

-- A manager's mandate is entered with an end or without, and ended earlier by somebody: the second takes the first's place.
DROP VIEW tlog_manager_ended;
DELETE FROM tlog_kind WHERE kind = 'MANAGER_ENDED';
DELETE FROM tlog_cursor WHERE kind = 'MANAGER_ENDED';
CREATE VIEW tlog_mandate_end AS
SELECT m.producer_id, m.id AS source_id, CASE WHEN m.ended_at IS NULL THEN 0 ELSE 1 END AS seq, tlog_xid(m.xmin) AS xid,
       CAST(NULL AS timestamptz) AS recorded_at, array_remove(ARRAY[m.person_id, m.ended_by], NULL) AS subjects,
       concat('{"v":1,"kind":"MANDATE_END","producer":"', m.producer_id, '","fields":{"id":"', m.id,
              '","holds_until":', tlog_json(to_char(m.holds_until, 'YYYY-MM-DD')),
              ',"ended_by":', tlog_commit(b.salt, 'account', CAST(m.ended_by AS text)),
              ',"ended_at":', coalesce(tlog_time(m.ended_at), 'null'),
              ',"end_reason":', tlog_commit(s.salt, concat('end_reason:', m.id), m.end_reason), '}}') AS record
  FROM producer_manager m
  LEFT JOIN tlog_salt s ON s.subject = m.person_id
  LEFT JOIN tlog_salt b ON b.subject = m.ended_by
 WHERE m.holds_until IS NOT NULL;
REVOKE INSERT, UPDATE, DELETE ON tlog_mandate_end FROM PUBLIC, livelihood_app;
INSERT INTO tlog_kind (kind, source, columns, standing, replaced)
VALUES ('MANDATE_END', 'producer_manager', '{id,holds_until,ended_by,ended_at,end_reason}', true, true);
INSERT INTO tlog_cursor (kind) VALUES ('MANDATE_END');
