-- The last revision of a line whose accruals were released to be paid out; what lies between is held.
ALTER TABLE attribution_line ADD released integer NOT NULL DEFAULT 0 CHECK (released BETWEEN 0 AND revision);
CREATE INDEX attribution_line_unreleased ON attribution_line (paid_at, line_id) WHERE released < revision;
CREATE TABLE attribution_release (
  producer_id uuid        NOT NULL,
  line_id     uuid        NOT NULL,
  revision    integer     NOT NULL,
  run_id      uuid        NOT NULL,
  released_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (producer_id, line_id, revision)
);
CREATE INDEX attribution_release_run ON attribution_release (run_id);

CREATE INDEX payable_source_claimed ON payable_source (claimed_by) WHERE claimed_by IS NOT NULL;

-- Whose bank account gets a party's money: one person proposes, another confirms. The last confirmed one counts.
CREATE TABLE household_payee (
  id            uuid        PRIMARY KEY,
  party_kind    text        NOT NULL CHECK (party_kind IN ('HOUSEHOLD', 'WORKER')),
  party_id      uuid        NOT NULL,
  person_id     uuid        NOT NULL REFERENCES household_vault (person_id),
  bank_account  bytea       NOT NULL,
  account_index bytea       NOT NULL,
  proposed_by   uuid        NOT NULL,
  proposed_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
  confirmed_by  uuid,
  confirmed_at  timestamptz,
  CHECK ((confirmed_by IS NULL) = (confirmed_at IS NULL)),
  CHECK (confirmed_by <> proposed_by)
);
CREATE INDEX household_payee_party ON household_payee (party_id, confirmed_at DESC) WHERE confirmed_at IS NOT NULL;
CREATE INDEX household_payee_account ON household_payee (account_index);

-- Who runs a producer, as a person of the vault: she can be no household's payee.
CREATE TABLE producer_manager (
  producer_id uuid        NOT NULL REFERENCES producer (id),
  person_id   uuid        NOT NULL,
  recorded_by uuid        NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (producer_id, person_id)
);
CREATE INDEX producer_manager_person ON producer_manager (person_id);

-- One release: what it took to be paid out.
CREATE TABLE payout_run (
  id           uuid        PRIMARY KEY,
  closed_until timestamptz NOT NULL,
  lines        integer     NOT NULL CHECK (lines >= 0),
  sources      integer     NOT NULL CHECK (sources >= 0),
  released_at  timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE payout_batch (
  producer_id uuid        NOT NULL,
  id          uuid        NOT NULL,
  status      text        NOT NULL DEFAULT 'MADE' CHECK (status IN ('MADE', 'APPROVED', 'CANCELLED')),
  made_by     uuid        NOT NULL,
  made_at     timestamptz NOT NULL DEFAULT now(),
  decided_by  uuid,
  decided_at  timestamptz,
  PRIMARY KEY (producer_id, id),
  CHECK ((status = 'MADE') = (decided_by IS NULL)),
  CHECK (status <> 'APPROVED' OR decided_by <> made_by)
);

-- One payee in one batch: net is what the bank pays.
CREATE TABLE payout_item (
  producer_id  uuid        NOT NULL,
  id           uuid        NOT NULL,
  batch_id     uuid        NOT NULL,
  party_kind   text        NOT NULL CHECK (party_kind IN ('HOUSEHOLD', 'WORKER')),
  party_id     uuid        NOT NULL,
  payee_id     uuid        NOT NULL,
  gross_fen    bigint      NOT NULL CHECK (gross_fen > 0),
  recoup_fen   bigint      NOT NULL CHECK (recoup_fen >= 0),
  clawback_fen bigint      NOT NULL CHECK (clawback_fen >= 0),
  net_fen      bigint      NOT NULL CHECK (net_fen > 0),
  status       text        NOT NULL DEFAULT 'MADE'
    CHECK (status IN ('MADE', 'SUBMITTED', 'CONFIRMED', 'FAILED', 'CANCELLED')),
  receipt      text,
  failure      text,
  settled_at   timestamptz,
  PRIMARY KEY (producer_id, id),
  UNIQUE (producer_id, batch_id, party_id),
  FOREIGN KEY (producer_id, batch_id) REFERENCES payout_batch (producer_id, id),
  CHECK (net_fen = gross_fen - recoup_fen - clawback_fen),
  CHECK ((status = 'CONFIRMED') = (receipt IS NOT NULL)),
  CHECK ((status = 'FAILED') = (failure IS NOT NULL))
);
CREATE UNIQUE INDEX payout_item_receipt ON payout_item (producer_id, receipt);
CREATE INDEX payout_item_party ON payout_item (party_id);

-- What may be paid. A negative row is netted in full with the others of its party; one of a CLAWBACK is born CONFIRMED.
CREATE TABLE payout_earning (
  producer_id  uuid        NOT NULL,
  id           uuid        NOT NULL,
  run_id       uuid        NOT NULL,
  party_kind   text        NOT NULL CHECK (party_kind IN ('HOUSEHOLD', 'WORKER')),
  party_id     uuid        NOT NULL,
  source_kind  text        NOT NULL
    CHECK (source_kind IN ('SALES', 'LOT', 'HOST_WAGE', 'PAY_PERIOD', 'DIVIDEND', 'CLAWBACK')),
  source_id    uuid        NOT NULL,
  source_seq   integer     NOT NULL,
  basis        text        NOT NULL,
  category     text        NOT NULL CHECK (category IN ('WAGE', 'OPERATING', 'PROPERTY', 'TRANSFER')),
  nature       text        NOT NULL CHECK (nature IN ('TRACE', 'ACCRUAL')),
  amount_fen   bigint      NOT NULL CHECK (amount_fen <> 0),
  recoup_fen   bigint      NOT NULL DEFAULT 0 CHECK (recoup_fen BETWEEN 0 AND greatest(amount_fen, 0)),
  earned_on    date        NOT NULL,
  released_at  timestamptz NOT NULL DEFAULT now(),
  status       text        NOT NULL DEFAULT 'PAYABLE' CHECK (status IN ('PAYABLE', 'SUBMITTED', 'CONFIRMED')),
  item_id      uuid,
  confirmed_at timestamptz,
  PRIMARY KEY (producer_id, id),
  UNIQUE (producer_id, source_kind, source_id, source_seq),
  FOREIGN KEY (producer_id, item_id) REFERENCES payout_item (producer_id, id),
  CHECK (status = 'PAYABLE' OR item_id IS NOT NULL),
  CHECK (source_kind <> 'CLAWBACK' OR amount_fen < 0 AND status = 'CONFIRMED'),
  CHECK ((status = 'CONFIRMED') = (confirmed_at IS NOT NULL))
);
CREATE INDEX payout_earning_unpaid ON payout_earning (producer_id, party_id) WHERE status = 'PAYABLE';
CREATE INDEX payout_earning_item ON payout_earning (producer_id, item_id);
CREATE INDEX payout_earning_paid ON payout_earning (party_id, confirmed_at) WHERE status = 'CONFIRMED';

-- Which earnings an item was made of, also when it failed.
CREATE TABLE payout_item_part (
  producer_id uuid NOT NULL,
  item_id     uuid NOT NULL,
  earning_id  uuid NOT NULL,
  PRIMARY KEY (producer_id, item_id, earning_id)
);

-- Paid, and taken back by a refund later: at most a fifth of each payout pays it back, unless it is waived.
CREATE TABLE payout_clawback (
  producer_id   uuid        NOT NULL,
  id            uuid        NOT NULL,
  run_id        uuid        NOT NULL,
  party_kind    text        NOT NULL CHECK (party_kind IN ('HOUSEHOLD', 'WORKER')),
  party_id      uuid        NOT NULL,
  basis         text        NOT NULL,
  category      text        NOT NULL,
  amount_fen    bigint      NOT NULL CHECK (amount_fen > 0),
  recovered_fen bigint      NOT NULL DEFAULT 0 CHECK (recovered_fen >= 0),
  waived_fen    bigint      NOT NULL DEFAULT 0 CHECK (waived_fen >= 0),
  recoveries    integer     NOT NULL DEFAULT 0,
  created_at    timestamptz NOT NULL DEFAULT now(),
  waived_by     uuid,
  waived_at     timestamptz,
  waiver_reason text,
  PRIMARY KEY (producer_id, id),
  CHECK (recovered_fen + waived_fen <= amount_fen),
  CHECK ((waived_fen > 0) = (waived_by IS NOT NULL AND waived_at IS NOT NULL AND waiver_reason IS NOT NULL))
);
-- What an item takes of a clawback; when it is confirmed, a negative earning of the clawback's category says so.
CREATE TABLE payout_recovery (
  producer_id uuid    NOT NULL,
  item_id     uuid    NOT NULL,
  clawback_id uuid    NOT NULL,
  seq         integer NOT NULL,
  amount_fen  bigint  NOT NULL CHECK (amount_fen > 0),
  PRIMARY KEY (producer_id, item_id, clawback_id),
  UNIQUE (producer_id, clawback_id, seq),
  FOREIGN KEY (producer_id, item_id) REFERENCES payout_item (producer_id, id),
  FOREIGN KEY (producer_id, clawback_id) REFERENCES payout_clawback (producer_id, id)
);

CREATE INDEX payout_clawback_open ON payout_clawback (producer_id, party_id, id)
  WHERE recovered_fen + waived_fen < amount_fen;

-- Who had a bank file, with the personal data in it.
CREATE TABLE payout_bank_file (
  producer_id uuid        NOT NULL,
  batch_id    uuid        NOT NULL,
  id          uuid        NOT NULL,
  format      text        NOT NULL CHECK (format IN ('CSV', 'PAIN_001')),
  items       integer     NOT NULL,
  given_to    uuid        NOT NULL,
  given_at    timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (producer_id, batch_id, id)
);

REVOKE UPDATE, DELETE ON attribution_release, producer_manager, payout_run, payout_item_part, payout_recovery,
  payout_bank_file
  FROM livelihood_app;
REVOKE UPDATE, DELETE ON household_payee, payout_batch, payout_item, payout_earning, payout_clawback
  FROM livelihood_app;
GRANT UPDATE (confirmed_by, confirmed_at) ON household_payee TO livelihood_app;
GRANT UPDATE (status, decided_by, decided_at) ON payout_batch TO livelihood_app;
GRANT UPDATE (status, receipt, failure, settled_at) ON payout_item TO livelihood_app;
GRANT UPDATE (status, item_id, confirmed_at) ON payout_earning TO livelihood_app;
GRANT UPDATE (recovered_fen, waived_fen, recoveries, waived_by, waived_at, waiver_reason) ON payout_clawback
  TO livelihood_app;
