-- Everything owed that is not created by a single sale: created once, whole sources at a time, and never changed. Each
-- linkage model names the bases of what it makes owed. recoup_fen, in amount_fen, is kept back from the cash for an
-- advance.
CREATE TABLE payable (
  producer_id       uuid        NOT NULL,
  source_kind       text        NOT NULL CHECK (source_kind IN ('LOT', 'HOST_WAGE', 'PAY_PERIOD', 'DIVIDEND')),
  source_id         uuid        NOT NULL,
  seq               integer     NOT NULL,
  party_kind        text        NOT NULL CHECK (party_kind IN ('HOUSEHOLD', 'WORKER')),
  party_id          uuid        NOT NULL,
  basis             text        NOT NULL,
  category          text        NOT NULL CHECK (category IN ('WAGE', 'OPERATING', 'PROPERTY', 'TRANSFER')),
  nature            text        NOT NULL CHECK (nature IN ('TRACE', 'ACCRUAL')),
  amount_fen        bigint      NOT NULL CHECK (amount_fen > 0),
  recoup_fen        bigint      NOT NULL DEFAULT 0 CHECK (recoup_fen BETWEEN 0 AND amount_fen),
  agreement_id      uuid,
  agreement_version integer,
  earned_on         date        NOT NULL,
  recorded_at       timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (producer_id, source_kind, source_id, seq),
  CHECK ((agreement_id IS NULL) = (agreement_version IS NULL))
);
CREATE INDEX payable_party ON payable (party_id, earned_on);
CREATE INDEX payable_earned ON payable (earned_on);
CREATE INDEX payable_wage ON payable (producer_id, earned_on) WHERE category = 'WAGE';

-- Each source once; claimed_by is the run that pays it out, and the only thing here that changes.
CREATE TABLE payable_source (
  producer_id uuid        NOT NULL,
  source_kind text        NOT NULL,
  source_id   uuid        NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  claimed_by  uuid,
  PRIMARY KEY (producer_id, source_kind, source_id)
);
CREATE INDEX payable_source_unclaimed ON payable_source (recorded_at, source_id) WHERE claimed_by IS NULL;
CREATE INDEX payable_source_claimed ON payable_source (claimed_by) WHERE claimed_by IS NOT NULL;

REVOKE UPDATE, DELETE ON payable, payable_source FROM livelihood_app;
GRANT UPDATE (claimed_by) ON payable_source TO livelihood_app;
