-- Of each kind of record whose text is written by hand: where it stands, the persons in it, and its canonical text, one
-- line of JSON. A text that has been logged stays as it is: another form needs another "v", chosen by what the leaf
-- says. All other kinds' views are made by tlog_define.

-- The salt by a scalar query: only where a posting is of a person is it asked for.
CREATE OR REPLACE VIEW tlog_journal AS
SELECT j.producer_id, j.id AS source_id, 0 AS seq, j.recorded_xid AS xid, j.recorded_at,
       ARRAY(SELECT p.owner_id FROM ledger_posting p
              WHERE p.producer_id = j.producer_id AND p.journal_id = j.id
                AND p.account IN ('HOUSEHOLD_PAYABLE', 'WORKER_PAYABLE', 'HOST_PAYABLE', 'ADVANCE')) AS subjects,
       concat('{"v":1,"kind":"JOURNAL","producer":"', j.producer_id, '","id":"', j.id,
              '","key":', to_json(j.business_key), ',"effectiveAt":', tlog_time(j.effective_at),
              ',"recordedAt":', tlog_time(j.recorded_at),
              ',"reverses":', CASE WHEN j.reverses IS NULL THEN 'null' ELSE concat('"', j.reverses, '"') END,
              ',"postings":[',
              (SELECT string_agg(concat('{"account":"', p.account, '","owner":',
                        CASE WHEN p.account IN ('HOUSEHOLD_PAYABLE', 'WORKER_PAYABLE', 'HOST_PAYABLE', 'ADVANCE')
                             THEN tlog_commit((SELECT s.salt FROM tlog_salt s WHERE s.subject = p.owner_id), 'party',
                                              CAST(p.owner_id AS text))
                             ELSE concat('"', p.owner_id, '"') END,
                        ',"fen":', p.amount_fen, '}'), ',' ORDER BY p.seq)
                 FROM ledger_posting p
                WHERE p.producer_id = j.producer_id AND p.journal_id = j.id), ']}') AS record
  FROM ledger_journal j;

CREATE OR REPLACE VIEW tlog_posting AS SELECT producer_id, journal_id, account, amount_fen FROM ledger_posting;

-- A correction's leaf says what it corrects.
CREATE OR REPLACE VIEW tlog_contribution AS
SELECT c.producer_id, c.id AS source_id, 0 AS seq, c.recorded_xid AS xid, c.recorded_at,
       ARRAY[c.party_id, c.recorded_by] AS subjects,
       concat(CASE WHEN c.corrects IS NULL THEN '{"v":1' ELSE '{"v":2' END,
              ',"kind":"CONTRIBUTION","producer":"', c.producer_id, '","id":"', c.id, '","lot":"', c.lot_id,
              '","partyKind":"', c.party_kind, '","party":', tlog_commit(s.salt, 'party', CAST(c.party_id AS text)),
              ',"member":', tlog_commit(s.salt, 'member', CAST(c.member_id AS text)),
              ',"work":"', c.kind, '","operation":', to_json(c.operation), ',"unit":"', c.unit,
              '","units":', c.units, CASE WHEN c.corrects IS NOT NULL THEN concat(',"corrects":"', c.corrects, '"') END,
              ',"workedOn":"', to_char(c.worked_on, 'YYYY-MM-DD'),
              '","evidence":', tlog_commit(s.salt, concat('evidence:', c.id), c.evidence),
              ',"recordedBy":', tlog_commit(b.salt, 'account', CAST(c.recorded_by AS text)),
              ',"recordedAt":', tlog_time(c.recorded_at), '}') AS record
  FROM lot_contribution c
  LEFT JOIN tlog_salt s ON s.subject = c.party_id
  LEFT JOIN tlog_salt b ON b.subject = c.recorded_by;

-- Terms may name households, so they are committed to as a whole, under the agreement's own salt.
CREATE OR REPLACE VIEW tlog_agreement AS
SELECT v.producer_id, v.agreement_id AS source_id, v.version AS seq, v.recorded_xid AS xid, v.recorded_at,
       ARRAY[v.agreement_id, v.recorded_by] AS subjects,
       concat('{"v":1,"kind":"AGREEMENT","producer":"', v.producer_id, '","id":"', v.agreement_id,
              '","version":', v.version, ',"model":', to_json(v.model),
              ',"terms":', tlog_commit(s.salt, 'terms', v.terms),
              ',"evidence":"', encode(v.evidence_hash, 'hex'),
              '","holdsFrom":"', to_char(v.holds_from, 'YYYY-MM-DD'),
              '","holdsUntil":', coalesce(to_char(v.holds_until, '"\""YYYY-MM-DD"\""'), 'null'),
              ',"recordedBy":', tlog_commit(b.salt, 'account', CAST(v.recorded_by AS text)),
              ',"recordedAt":', tlog_time(v.recorded_at), '}') AS record
  FROM agreement_version v
  LEFT JOIN tlog_salt s ON s.subject = v.agreement_id
  LEFT JOIN tlog_salt b ON b.subject = v.recorded_by;

CREATE OR REPLACE VIEW tlog_activation AS
SELECT a.producer_id, a.agreement_id AS source_id, a.version AS seq, a.recorded_xid AS xid,
       a.activated_at AS recorded_at, ARRAY[a.activated_by] AS subjects,
       concat('{"v":1,"kind":"ACTIVATION","producer":"', a.producer_id, '","id":"', a.agreement_id,
              '","version":', a.version,
              ',"activatedBy":', tlog_commit(b.salt, 'account', CAST(a.activated_by AS text)),
              ',"activatedAt":', tlog_time(a.activated_at), '}') AS record
  FROM agreement_activation a
  LEFT JOIN tlog_salt b ON b.subject = a.activated_by;

-- recorded_at: the batch's, for an item has no time of its own; by a join, so that it is asked for once.
CREATE OR REPLACE VIEW tlog_payout AS
SELECT i.producer_id, i.id AS source_id, 0 AS seq, i.recorded_xid AS xid, b.made_at AS recorded_at,
       ARRAY[i.party_id] AS subjects,
       concat('{"v":1,"kind":"PAYOUT","producer":"', i.producer_id, '","id":"', i.id, '","batch":"', i.batch_id,
              '","partyKind":"', i.party_kind, '","party":', tlog_commit(s.salt, 'party', CAST(i.party_id AS text)),
              ',"payee":', tlog_commit(s.salt, 'payee', CAST(i.payee_id AS text)),
              ',"grossFen":', i.gross_fen, ',"recoupFen":', i.recoup_fen, ',"clawbackFen":', i.clawback_fen,
              ',"netFen":', i.net_fen, '}') AS record
  FROM payout_item i
  LEFT JOIN payout_batch b ON b.producer_id = i.producer_id AND b.id = i.batch_id
  LEFT JOIN tlog_salt s ON s.subject = i.party_id;

-- By status: one that was ended by another hand names no transaction, and is found as not logged.
CREATE OR REPLACE VIEW tlog_payout_result AS
SELECT i.producer_id, i.id AS source_id, 0 AS seq, i.settled_xid AS xid, i.settled_at AS recorded_at,
       ARRAY[i.party_id] AS subjects,
       concat('{"v":1,"kind":"PAYOUT_RESULT","producer":"', i.producer_id, '","id":"', i.id,
              '","status":"', i.status, '","netFen":', i.net_fen,
              ',"receipt":', tlog_commit(s.salt, concat('receipt:', i.id), i.receipt),
              ',"failure":', tlog_commit(s.salt, concat('failure:', i.id), i.failure),
              ',"settledAt":', coalesce(tlog_time(i.settled_at), 'null'), '}') AS record
  FROM payout_item i
  LEFT JOIN tlog_salt s ON s.subject = i.party_id
 WHERE i.status IN ('CONFIRMED', 'FAILED', 'CANCELLED');

-- Cards as they were entered. A later change is a leaf of its own, and says what was before it; what holds today is
-- recomputed from the changes.
CREATE OR REPLACE VIEW tlog_household AS
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

CREATE OR REPLACE VIEW tlog_member AS
SELECT CAST('00000000-0000-0000-0000-000000000000' AS uuid) AS producer_id, m.id AS source_id, 0 AS seq,
       tlog_xid(m.xmin) AS xid, m.recorded_at, ARRAY[m.id] AS subjects,
       concat('{"v":1,"kind":"MEMBER","fields":{"id":', tlog_commit(s.salt, 'party', CAST(m.id AS text)),
              ',"labour":', tlog_commit(s.salt, 'labour', coalesce(was.of ->> 'LABOUR', m.labour)),
              ',"health":', tlog_commit(s.salt, 'health', coalesce(was.of ->> 'HEALTH', m.health)),
              ',"recorded_at":', tlog_time(m.recorded_at), '}}') AS record
  FROM household_member m
  LEFT JOIN tlog_salt s ON s.subject = m.id
  LEFT JOIN LATERAL (SELECT jsonb_object_agg(first.field, first.was) AS of
                       FROM (SELECT DISTINCT ON (c.field) c.field, c.was FROM household_change c
                              WHERE c.subject_id = m.id ORDER BY c.field, c.recorded_at) first) was ON true;

CREATE OR REPLACE VIEW tlog_card_change AS
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

-- A manager's mandate is entered with an end or without, and ended earlier by somebody: the second takes the first's
-- place.
CREATE OR REPLACE VIEW tlog_mandate_end AS
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

REVOKE INSERT, UPDATE, DELETE ON tlog_journal, tlog_posting, tlog_contribution, tlog_agreement, tlog_activation,
  tlog_payout, tlog_payout_result, tlog_household, tlog_member, tlog_card_change, tlog_mandate_end
  FROM livelihood_app;
