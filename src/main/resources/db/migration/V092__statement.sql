-- Since when and until when a member belongs to the household: births, marriages, deaths, moves. What was recorded last
-- counts; a member of whom nothing is recorded belongs to it on every day.
CREATE TABLE household_member_span (
  member_id   uuid        NOT NULL REFERENCES household_member (id),
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  holds_from  date,
  holds_until date,
  document    text        NOT NULL,
  recorded_by uuid        NOT NULL,
  PRIMARY KEY (member_id, recorded_at),
  CHECK (holds_until >= holds_from)
);

-- How a statement is computed 计算口径. The newest that holds on a period's last day is taken unless another is asked for.
CREATE TABLE statement_method (
  version     integer     PRIMARY KEY CHECK (version > 0),
  valid_from  date        NOT NULL UNIQUE,
  divisor_on  text        NOT NULL CHECK (divisor_on IN ('PERIOD_START', 'PERIOD_END')),
  costs       text[]      NOT NULL CHECK (costs <@ ARRAY['INPUTS', 'HIRED_WORK', 'RENT', 'MACHINERY', 'DEPRECIATION',
                            'OTHER']),
  document    text        NOT NULL,
  recorded_by uuid        NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
INSERT INTO statement_method (version, valid_from, divisor_on, costs, document, recorded_by, recorded_at)
VALUES (1, '1978-01-01', 'PERIOD_END', ARRAY['INPUTS', 'HIRED_WORK', 'RENT', 'MACHINERY', 'DEPRECIATION', 'OTHER'],
        'src/docs/statement.md', '00000000-0000-0000-0000-000000000000', '1978-01-01T00:00:00Z');

-- What a household says it earned or spent beside the ledger 自报收支, with its document: one person enters, another
-- decides. Amounts never change: what was wrong is taken back by a row of its own.
CREATE TABLE statement_report (
  id            uuid        PRIMARY KEY,
  household_id  uuid        NOT NULL REFERENCES household (id),
  part          text        NOT NULL CHECK (part IN ('WAGE', 'OPERATING', 'PROPERTY', 'TRANSFER', 'COST')),
  cost_kind     text        CHECK (cost_kind IN ('INPUTS', 'HIRED_WORK', 'RENT', 'MACHINERY', 'DEPRECIATION', 'OTHER')),
  on_day        date        NOT NULL,
  amount_fen    bigint      NOT NULL,
  document_kind text        NOT NULL
    CHECK (document_kind IN ('CONTRACT', 'INVOICE', 'BANK_SLIP', 'PAYROLL', 'CERTIFICATE', 'DECLARATION', 'OTHER')),
  document_name text        NOT NULL,
  document_hash text        NOT NULL CHECK (document_hash ~ '^[0-9a-f]{64}$'),
  note          text,
  reverses      uuid        REFERENCES statement_report (id),
  reported_by   uuid        NOT NULL,
  recorded_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
  status        text        NOT NULL DEFAULT 'PENDING' CHECK (status IN ('PENDING', 'CONFIRMED', 'REJECTED')),
  decided_by    uuid,
  decided_at    timestamptz,
  reason        text,
  reversed_at   timestamptz,
  CHECK ((part = 'COST') = (cost_kind IS NOT NULL)),
  CHECK (CASE WHEN reverses IS NULL THEN amount_fen > 0 ELSE amount_fen < 0 END),
  CHECK ((status = 'PENDING') = (decided_by IS NULL)),
  CHECK ((decided_by IS NULL) = (decided_at IS NULL)),
  CHECK (decided_by <> reported_by),
  CHECK ((status = 'REJECTED') = (reason IS NOT NULL)),
  CHECK (reversed_at IS NULL OR (status = 'CONFIRMED' AND reverses IS NULL))
);
CREATE INDEX statement_report_household ON statement_report (household_id, id);
CREATE INDEX statement_report_counted ON statement_report (household_id, on_day)
  INCLUDE (part, cost_kind, amount_fen, decided_at) WHERE status = 'CONFIRMED';
-- One document tells of one kind of income of one day once; also what is sent twice is entered once.
CREATE UNIQUE INDEX statement_report_once ON statement_report
  (household_id, part, coalesce(cost_kind, ''), on_day, document_hash)
  WHERE reverses IS NULL AND status <> 'REJECTED' AND reversed_at IS NULL;
CREATE UNIQUE INDEX statement_report_reversed_once ON statement_report (reverses) WHERE status <> 'REJECTED';

REVOKE UPDATE, DELETE ON household_member_span, statement_method, statement_report FROM livelihood_app;
GRANT UPDATE (status, decided_by, decided_at, reason, reversed_at) ON statement_report TO livelihood_app;

-- A year of a household is read out of indexes alone. The same indexes as before, with what a sum needs.
DROP INDEX payout_earning_paid;
CREATE INDEX payout_earning_paid ON payout_earning (party_id, confirmed_at)
  INCLUDE (party_kind, category, amount_fen, released_at, source_kind) WHERE status = 'CONFIRMED';
CREATE INDEX payout_earning_open ON payout_earning (party_id) WHERE status <> 'CONFIRMED';
DROP INDEX attribution_part_household;
CREATE INDEX attribution_part_household ON attribution_part (party_id, effective_at, line_id)
  INCLUDE (nature, category, amount_fen, recorded_at) WHERE party_kind = 'HOUSEHOLD';
DROP INDEX attribution_traced_sale_household;
CREATE INDEX attribution_traced_sale_household ON attribution_traced_sale (party_id, effective_at, line_id)
  INCLUDE (amount_fen, recorded_at) WHERE party_kind = 'HOUSEHOLD';

-- Members that belonged to a household on a day, as it was known at a time.
CREATE FUNCTION statement_members(household uuid, on_day date, known timestamptz) RETURNS bigint
LANGUAGE sql STABLE AS $$
  SELECT count(*)
    FROM household_member m
    LEFT JOIN LATERAL (
         SELECT s.holds_from, s.holds_until FROM household_member_span s
          WHERE s.member_id = m.id AND s.recorded_at <= known
          ORDER BY s.recorded_at DESC
          LIMIT 1) s ON true
   WHERE m.household_id = household AND m.recorded_at <= known
     AND (s.holds_from IS NULL OR s.holds_from <= on_day) AND (s.holds_until IS NULL OR s.holds_until >= on_day)
$$;
