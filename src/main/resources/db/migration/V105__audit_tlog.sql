-- What the checks of the log need, and what the log's own rows got wrong.

-- Joined with UNION over a constant, this could not be taken apart: each look-up read every leaf and node.
DROP VIEW tlog_hash;
CREATE INDEX lot_contribution_recorded ON lot_contribution USING brin (recorded_at) WITH (autosummarize = on);

-- From when on journals are logged in the form of "v": 2. The first form was no JSON where a journal reverses none.
CREATE TABLE tlog_form (
  one     boolean     PRIMARY KEY DEFAULT true CHECK (one),
  journal timestamptz NOT NULL DEFAULT now()
);
INSERT INTO tlog_form DEFAULT VALUES;
REVOKE INSERT, UPDATE, DELETE ON tlog_form FROM livelihood_app;

-- The salt by a scalar query: only where a posting is of a person is it asked for.
CREATE OR REPLACE VIEW tlog_journal AS
SELECT j.producer_id, j.id AS source_id, 0 AS seq, j.recorded_xid AS xid, j.recorded_at,
       ARRAY(SELECT p.owner_id FROM ledger_posting p
              WHERE p.producer_id = j.producer_id AND p.journal_id = j.id
                AND p.account IN ('HOUSEHOLD_PAYABLE', 'WORKER_PAYABLE', 'HOST_PAYABLE', 'ADVANCE')) AS subjects,
       concat(CASE WHEN j.recorded_at < (SELECT journal FROM tlog_form) THEN '{"v":1' ELSE '{"v":2' END,
              ',"kind":"JOURNAL","producer":"', j.producer_id, '","id":"', j.id,
              '","key":', to_json(j.business_key), ',"effectiveAt":', tlog_time(j.effective_at),
              ',"recordedAt":', tlog_time(j.recorded_at),
              ',"reverses":', CASE WHEN j.reverses IS NOT NULL THEN concat('"', j.reverses, '"')
                                   WHEN j.recorded_at < (SELECT journal FROM tlog_form) THEN '"'
                                   ELSE 'null' END,
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

CREATE VIEW tlog_posting AS SELECT producer_id, journal_id, account, amount_fen FROM ledger_posting;

-- The batch by a join: its time is asked for once.
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

-- By status: one that was ended behind the trigger's back has no transaction, and is found as not logged.
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

-- What is due of one kind, as before; a row without a transaction cannot be taken. Salts: 366 random bits in 256.
CREATE OR REPLACE FUNCTION tlog_append_kind(name text, most integer, horizon xid8, old_size bigint, whole boolean)
RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  read tlog_cursor;
  rows_due text := format($due$
    SELECT * FROM %I s
     WHERE ($1 AND s.xid IS NOT NULL
            OR s.xid >= $2 AND s.xid < $6 AND (s.xid, s.producer_id, s.source_id, s.seq) > ($2, $3, $4, $5))
       AND (SELECT true FROM tlog_leaf l
             WHERE l.producer_id = s.producer_id AND l.source_id = s.source_id AND l.kind = %L AND l.seq = s.seq) IS NULL
     ORDER BY s.xid, s.producer_id, s.source_id, s.seq
     LIMIT $7$due$, 'tlog_' || lower(name), name);
  appended integer;
BEGIN
  SELECT * INTO read FROM tlog_cursor WHERE kind = name;
  EXECUTE format($salts$
    INSERT INTO tlog_salt (subject, salt)
    SELECT subject, sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()))
      FROM (SELECT DISTINCT unnest(subjects) AS subject FROM (%s) due) new
        ON CONFLICT DO NOTHING$salts$, rows_due)
    USING whole, read.xid, read.producer_id, read.source_id, read.seq, horizon, most;
  EXECUTE format($leaves$
    INSERT INTO tlog_leaf (index, kind, producer_id, source_id, seq, xid, record, hash)
    SELECT $8 - 1 + row_number() OVER (ORDER BY xid, producer_id, source_id, seq), %L, producer_id, source_id, seq, xid,
           bytes, sha256('\x00'::bytea || bytes)
      FROM (SELECT due.*, convert_to(record, 'UTF8') AS bytes FROM (%s) due OFFSET 0) leaf
     WHERE NOT $1
        OR NOT EXISTS (SELECT FROM unnest(subjects) u WHERE NOT EXISTS (SELECT FROM tlog_salt t WHERE t.subject = u))
    $leaves$, name, rows_due)
    USING whole, read.xid, read.producer_id, read.source_id, read.seq, horizon, most, old_size;
  GET DIAGNOSTICS appended = ROW_COUNT;
  IF appended = most AND NOT whole THEN
    UPDATE tlog_cursor c SET (xid, producer_id, source_id, seq) = (l.xid, l.producer_id, l.source_id, l.seq)
      FROM tlog_leaf l
     WHERE c.kind = name AND l.index = old_size + appended - 1;
  ELSIF appended < most THEN
    UPDATE tlog_cursor SET xid = horizon, producer_id = '00000000-0000-0000-0000-000000000000',
                           source_id = '00000000-0000-0000-0000-000000000000', seq = -1
     WHERE kind = name AND (whole OR xid < horizon);
  END IF;
  RETURN appended;
END $$;

-- Whether a record is not what was logged. Who was erased is committed to as "c:" now, and only that may differ: texts
-- between commitments and all other commitments are compared, and every person in it has a salt or was erased.
CREATE FUNCTION tlog_differs(record text, logged bytea, subjects uuid[]) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
DECLARE
  -- Escaped, so that leaves that are no text any more are compared too.
  now_text text := encode(convert_to(record, 'UTF8'), 'escape');
  old_text text := encode(logged, 'escape');
BEGIN
  RETURN regexp_replace(now_text, '"c:[^"]*"', '"c:"', 'g') <> regexp_replace(old_text, '"c:[^"]*"', '"c:"', 'g')
      OR EXISTS (SELECT FROM regexp_matches(now_text, '"c:([^"]*)"', 'g') WITH ORDINALITY AS n (commitment, place)
                   JOIN regexp_matches(old_text, '"c:([^"]*)"', 'g') WITH ORDINALITY AS o (commitment, place)
                        USING (place)
                  WHERE n.commitment <> o.commitment AND n.commitment <> ARRAY[''])
      OR EXISTS (SELECT FROM unnest(subjects) u WHERE NOT EXISTS (SELECT FROM tlog_salt s WHERE s.subject = u));
END $$;

-- Forgets a salt for good: a person who has none yet gets none when the next leaf speaks of them.
CREATE FUNCTION tlog_erase(person uuid) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public AS $$
  INSERT INTO tlog_salt (subject, erased_at) VALUES (person, now())
      ON CONFLICT (subject) DO UPDATE SET salt = NULL, erased_at = now() WHERE tlog_salt.salt IS NOT NULL;
$$;
REVOKE EXECUTE ON FUNCTION tlog_erase(uuid) FROM PUBLIC;
REVOKE UPDATE ON tlog_salt FROM livelihood_app;
