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

-- What a self-report rests on, sealed by the vault; one document may tell of several reports of its household.
CREATE TABLE statement_document (
  household_id uuid        NOT NULL REFERENCES household (id),
  hash         text        NOT NULL CHECK (hash ~ '^[0-9a-f]{64}$'),
  id           uuid        NOT NULL UNIQUE,
  type         text        NOT NULL CHECK (type IN ('application/pdf', 'image/jpeg', 'image/png')),
  sealed       bytea       NOT NULL,
  recorded_by  uuid        NOT NULL,
  recorded_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (household_id, hash)
);
ALTER TABLE statement_document ALTER sealed SET STORAGE EXTERNAL;

-- Who read a self-report's document, and why: it is personal data, unmasked.
CREATE TABLE statement_document_unmasking (
  id          uuid        PRIMARY KEY,
  document_id uuid        NOT NULL,
  report_id   uuid        NOT NULL,
  account_id  uuid        NOT NULL,
  reason      text        NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp()
);

REVOKE UPDATE, DELETE ON statement_method, statement_report, statement_document_unmasking FROM livelihood_app;
GRANT UPDATE (status, decided_by, decided_at, reason, reversed_at) ON statement_report TO livelihood_app;
-- Personal data: it can be erased, as a row of the vault can; the report keeps the hash. It cannot be changed.
REVOKE UPDATE ON statement_document FROM livelihood_app;
