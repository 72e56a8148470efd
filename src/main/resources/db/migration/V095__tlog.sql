-- The transparency log: a Merkle tree (RFC 9162) over the bytes of every record of record.
-- recorded_xid says which transaction wrote a row. All transactions below pg_snapshot_xmin have ended, so what they wrote
-- can be read without missing a row that commits late. No trigger and no lock touches the writers.
ALTER TABLE ledger_journal ADD recorded_xid xid8 NOT NULL DEFAULT pg_current_xact_id();
ALTER TABLE lot_contribution ADD recorded_xid xid8 NOT NULL DEFAULT pg_current_xact_id();
ALTER TABLE agreement_version ADD recorded_xid xid8 NOT NULL DEFAULT pg_current_xact_id();
ALTER TABLE agreement_activation ADD recorded_xid xid8 NOT NULL DEFAULT pg_current_xact_id();
ALTER TABLE payout_item ADD recorded_xid xid8 NOT NULL DEFAULT pg_current_xact_id(), ADD settled_xid xid8;
UPDATE payout_item SET settled_xid = recorded_xid WHERE status IN ('CONFIRMED', 'FAILED', 'CANCELLED');
CREATE INDEX ledger_journal_xid ON ledger_journal (recorded_xid, producer_id, id);
CREATE INDEX lot_contribution_xid ON lot_contribution (recorded_xid, producer_id, id);
CREATE INDEX agreement_version_xid ON agreement_version (recorded_xid, producer_id, agreement_id, version);
CREATE INDEX agreement_activation_xid ON agreement_activation (recorded_xid, producer_id, agreement_id, version);
CREATE INDEX payout_item_xid ON payout_item (recorded_xid, producer_id, id);
CREATE INDEX lot_contribution_recorded ON lot_contribution USING brin (recorded_at) WITH (autosummarize = on);
CREATE INDEX payout_item_settled_xid ON payout_item (settled_xid, producer_id, id) WHERE settled_xid IS NOT NULL;

-- A payout's end is a second leaf. Payouts are few, so here a trigger may watch every way of ending one.
CREATE FUNCTION tlog_payout_settled() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.settled_xid := pg_current_xact_id();
  RETURN NEW;
END $$;
CREATE TRIGGER payout_item_settled BEFORE UPDATE OF status ON payout_item FOR EACH ROW
  WHEN (NEW.status IN ('CONFIRMED', 'FAILED', 'CANCELLED') AND OLD.status <> NEW.status)
  EXECUTE FUNCTION tlog_payout_settled();

-- The one row that a writer locks. system_id: a restored dump lies in another cluster, whose transactions count anew.
CREATE TABLE tlog_head (
  one       boolean PRIMARY KEY DEFAULT true CHECK (one),
  size      bigint  NOT NULL DEFAULT 0 CHECK (size >= 0),
  system_id bigint  NOT NULL
);
INSERT INTO tlog_head (system_id) SELECT system_identifier FROM pg_control_system();

-- How far each kind of record was read: all below (xid, producer_id, source_id, seq), which is included.
CREATE TABLE tlog_cursor (
  kind        text    PRIMARY KEY,
  xid         xid8    NOT NULL DEFAULT '0',
  producer_id uuid    NOT NULL DEFAULT '00000000-0000-0000-0000-000000000000',
  source_id   uuid    NOT NULL DEFAULT '00000000-0000-0000-0000-000000000000',
  seq         integer NOT NULL DEFAULT -1
);
INSERT INTO tlog_cursor (kind)
VALUES ('JOURNAL'), ('CONTRIBUTION'), ('AGREEMENT'), ('ACTIVATION'), ('PAYOUT'), ('PAYOUT_RESULT');

-- One log over all producers, so its key is the place in it. record: the canonical bytes, written once.
CREATE TABLE tlog_leaf (
  index       bigint  PRIMARY KEY CHECK (index >= 0),
  kind        text    NOT NULL,
  producer_id uuid    NOT NULL,
  source_id   uuid    NOT NULL,
  seq         integer NOT NULL,
  xid         xid8    NOT NULL,
  record      bytea   NOT NULL,
  hash        bytea   NOT NULL CHECK (length(hash) = 32),
  UNIQUE (producer_id, source_id, kind, seq)
);
-- Hashes of complete subtrees: the one at (level, index) spans the leaves from index * 2^level, 2^level of them.
CREATE TABLE tlog_node (
  level smallint NOT NULL CHECK (level > 0),
  index bigint   NOT NULL,
  hash  bytea    NOT NULL CHECK (length(hash) = 32),
  PRIMARY KEY (level, index)
);
CREATE TABLE tlog_key (
  vkey     text        PRIMARY KEY,
  added_at timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE tlog_checkpoint (
  size      bigint      PRIMARY KEY,
  note      text        NOT NULL,
  vkey      text        NOT NULL REFERENCES tlog_key (vkey),
  signed_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX tlog_checkpoint_signed ON tlog_checkpoint (signed_at);

-- What turns a person's id into a commitment. Erased, it is null, and no one can tell whom a leaf spoke of.
CREATE TABLE tlog_salt (
  subject   uuid  PRIMARY KEY,
  salt      bytea CHECK (length(salt) = 32),
  erased_at timestamptz,
  CHECK ((salt IS NULL) = (erased_at IS NOT NULL))
);

CREATE FUNCTION tlog_time(at timestamptz) RETURNS text LANGUAGE sql STABLE
RETURN to_char(at AT TIME ZONE 'UTC', '"\""YYYY-MM-DD"T"HH24:MI:SS.US"Z\""');

-- "c:" and base64 of SHA-256(salt || label ":" value), as JSON; "c:" alone when the salt was erased.
CREATE FUNCTION tlog_commit(salt bytea, label text, value text) RETURNS text LANGUAGE sql STABLE
RETURN CASE WHEN value IS NULL THEN 'null'
            ELSE concat('"c:', encode(sha256(salt || convert_to(concat(label, ':', value), 'UTF8')), 'base64'), '"') END;

-- Of each kind of record: where it stands, the persons in it, and its canonical text, one line of JSON. A text that has
-- been logged stays as it is: another form needs another "v", chosen by what the leaf says.
-- The salt by a scalar query: only where a posting is of a person is it asked for.
CREATE VIEW tlog_journal AS
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

CREATE VIEW tlog_posting AS SELECT producer_id, journal_id, account, amount_fen FROM ledger_posting;

CREATE VIEW tlog_contribution AS
SELECT c.producer_id, c.id AS source_id, 0 AS seq, c.recorded_xid AS xid, c.recorded_at,
       ARRAY[c.party_id, c.recorded_by] AS subjects,
       concat('{"v":1,"kind":"CONTRIBUTION","producer":"', c.producer_id, '","id":"', c.id, '","lot":"', c.lot_id,
              '","partyKind":"', c.party_kind, '","party":', tlog_commit(s.salt, 'party', CAST(c.party_id AS text)),
              ',"member":', tlog_commit(s.salt, 'member', CAST(c.member_id AS text)),
              ',"work":"', c.kind, '","operation":', to_json(c.operation), ',"unit":"', c.unit,
              '","units":', c.units, ',"workedOn":"', to_char(c.worked_on, 'YYYY-MM-DD'),
              '","evidence":', tlog_commit(s.salt, concat('evidence:', c.id), c.evidence),
              ',"recordedBy":', tlog_commit(b.salt, 'account', CAST(c.recorded_by AS text)),
              ',"recordedAt":', tlog_time(c.recorded_at), '}') AS record
  FROM lot_contribution c
  LEFT JOIN tlog_salt s ON s.subject = c.party_id
  LEFT JOIN tlog_salt b ON b.subject = c.recorded_by;

-- Terms may name households, so they are committed to as a whole, under the agreement's own salt.
CREATE VIEW tlog_agreement AS
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

CREATE VIEW tlog_activation AS
SELECT a.producer_id, a.agreement_id AS source_id, a.version AS seq, a.recorded_xid AS xid,
       a.activated_at AS recorded_at, ARRAY[a.activated_by] AS subjects,
       concat('{"v":1,"kind":"ACTIVATION","producer":"', a.producer_id, '","id":"', a.agreement_id,
              '","version":', a.version,
              ',"activatedBy":', tlog_commit(b.salt, 'account', CAST(a.activated_by AS text)),
              ',"activatedAt":', tlog_time(a.activated_at), '}') AS record
  FROM agreement_activation a
  LEFT JOIN tlog_salt b ON b.subject = a.activated_by;

-- recorded_at: the batch's, for an item has no time of its own; by a join, so that it is asked for once.
CREATE VIEW tlog_payout AS
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
CREATE VIEW tlog_payout_result AS
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
