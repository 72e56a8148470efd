-- One release: what it took to be paid out.
CREATE TABLE payout_run (
  id           uuid        PRIMARY KEY,
  closed_until timestamptz NOT NULL,
  lines        integer     NOT NULL CHECK (lines >= 0),
  sources      integer     NOT NULL CHECK (sources >= 0),
  released_at  timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX payout_run_released ON payout_run (released_at);

-- What is paid to many at once: one person makes a batch, another approves it.
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
CREATE INDEX payout_batch_made ON payout_batch (made_at);

-- One payee in one batch: net is what the bank pays. A payout is settled when the bank has answered or the batch was
-- taken back, not when it is approved.
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
  recorded_xid xid8        NOT NULL DEFAULT pg_current_xact_id(),
  settled_xid  xid8,
  PRIMARY KEY (producer_id, id),
  UNIQUE (producer_id, batch_id, party_id),
  FOREIGN KEY (producer_id, batch_id) REFERENCES payout_batch (producer_id, id),
  CHECK (net_fen = gross_fen - recoup_fen - clawback_fen),
  CHECK ((status = 'CONFIRMED') = (receipt IS NOT NULL)),
  CHECK ((status = 'FAILED') = (failure IS NOT NULL))
);
CREATE UNIQUE INDEX payout_item_receipt ON payout_item (producer_id, receipt);
CREATE INDEX payout_item_party ON payout_item (party_id);
CREATE INDEX payout_item_confirmed ON payout_item (settled_at) WHERE status = 'CONFIRMED';
CREATE INDEX payout_item_xid ON payout_item (recorded_xid, producer_id, id);
CREATE INDEX payout_item_settled_xid ON payout_item (settled_xid, producer_id, id) WHERE settled_xid IS NOT NULL;

-- What may be paid. A negative row is netted in full with the others of its party; one of a CLAWBACK is born CONFIRMED.
-- line_id: whose refund it is; a loss cancels only what the same line gave and nobody was paid yet, the rest is asked
-- back.
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
  line_id      uuid,
  PRIMARY KEY (producer_id, id),
  UNIQUE (producer_id, source_kind, source_id, source_seq),
  FOREIGN KEY (producer_id, item_id) REFERENCES payout_item (producer_id, id),
  CHECK (status = 'PAYABLE' OR item_id IS NOT NULL),
  CHECK (source_kind <> 'CLAWBACK' OR amount_fen < 0 AND status = 'CONFIRMED'),
  CHECK ((status = 'CONFIRMED') = (confirmed_at IS NOT NULL))
);
CREATE INDEX payout_earning_unpaid ON payout_earning (producer_id, party_id) WHERE status = 'PAYABLE';
CREATE INDEX payout_earning_item ON payout_earning (producer_id, item_id);
-- Whether a party is paid by a producer at all is asked of single parties.
CREATE INDEX payout_earning_party ON payout_earning (producer_id, party_id);
-- A year of a household is read out of the index alone.
CREATE INDEX payout_earning_paid ON payout_earning (party_id, confirmed_at)
  INCLUDE (party_kind, category, amount_fen, released_at, source_kind) WHERE status = 'CONFIRMED';
CREATE INDEX payout_earning_open ON payout_earning (party_id) WHERE status <> 'CONFIRMED';
CREATE INDEX payout_earning_released ON payout_earning USING brin (released_at) WITH (autosummarize = on);

-- Which earnings an item was made of, also when it failed.
CREATE TABLE payout_item_part (
  producer_id uuid NOT NULL,
  item_id     uuid NOT NULL,
  earning_id  uuid NOT NULL,
  PRIMARY KEY (producer_id, item_id, earning_id)
);

-- Paid, and taken back by a refund later: at most a fifth of each payout pays it back, unless it is waived.
-- loss_id: what the refund took.
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
  line_id       uuid,
  loss_id       uuid,
  PRIMARY KEY (producer_id, id),
  CHECK (recovered_fen + waived_fen <= amount_fen),
  CHECK ((waived_fen > 0) = (waived_by IS NOT NULL AND waived_at IS NOT NULL AND waiver_reason IS NOT NULL))
);
CREATE INDEX payout_clawback_open ON payout_clawback (producer_id, party_id, id)
  WHERE recovered_fen + waived_fen < amount_fen;
CREATE INDEX payout_clawback_run ON payout_clawback (run_id);

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

-- Each waiver, once more when a payout failed that had kept a part back; the clawback holds their sum and the last one.
CREATE TABLE payout_waiver (
  producer_id uuid        NOT NULL,
  clawback_id uuid        NOT NULL,
  seq         integer     NOT NULL CHECK (seq > 0),
  amount_fen  bigint      NOT NULL CHECK (amount_fen > 0),
  waived_by   uuid        NOT NULL,
  waived_at   timestamptz NOT NULL,
  reason      text        NOT NULL,
  PRIMARY KEY (producer_id, clawback_id, seq),
  FOREIGN KEY (producer_id, clawback_id) REFERENCES payout_clawback (producer_id, id)
);

-- What refunds take back of what was released. It is netted against what the same line gave and nobody is paid yet,
-- waits while that is in a batch, and becomes a clawback only as far as it was paid. What is neither yet is open.
CREATE TABLE payout_loss (
  producer_id uuid        NOT NULL,
  id          uuid        NOT NULL,
  run_id      uuid        NOT NULL,
  line_id     uuid        NOT NULL,
  party_kind  text        NOT NULL CHECK (party_kind IN ('HOUSEHOLD', 'WORKER')),
  party_id    uuid        NOT NULL,
  basis       text        NOT NULL,
  category    text        NOT NULL CHECK (category IN ('WAGE', 'OPERATING', 'PROPERTY', 'TRANSFER')),
  amount_fen  bigint      NOT NULL CHECK (amount_fen > 0),
  netted_fen  bigint      NOT NULL DEFAULT 0 CHECK (netted_fen >= 0),
  asked_fen   bigint      NOT NULL DEFAULT 0 CHECK (asked_fen >= 0),
  recorded_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (producer_id, id),
  CONSTRAINT payout_loss_settled CHECK (netted_fen + asked_fen <= amount_fen)
);
CREATE INDEX payout_loss_open ON payout_loss (producer_id, id) WHERE netted_fen + asked_fen < amount_fen;
CREATE INDEX payout_loss_run ON payout_loss (run_id);

-- Who was left out of a batch, and why: told as often as somebody asks. The first 5,000.
CREATE TABLE payout_left_out (
  producer_id uuid NOT NULL,
  batch_id    uuid NOT NULL,
  party_kind  text NOT NULL CHECK (party_kind IN ('HOUSEHOLD', 'WORKER')),
  party_id    uuid NOT NULL,
  why         text NOT NULL,
  PRIMARY KEY (producer_id, batch_id, party_id),
  FOREIGN KEY (producer_id, batch_id) REFERENCES payout_batch (producer_id, id)
);

-- Payouts to an account that another party is paid to as well: who approved the batch was told, and said so.
CREATE TABLE payout_shared_account (
  producer_id uuid NOT NULL,
  batch_id    uuid NOT NULL,
  item_id     uuid NOT NULL,
  PRIMARY KEY (producer_id, batch_id, item_id),
  FOREIGN KEY (producer_id, item_id) REFERENCES payout_item (producer_id, id)
);

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

-- Who brought which results of the bank: neither who made the batch nor who approved it.
CREATE TABLE payout_result_file (
  producer_id uuid        NOT NULL,
  batch_id    uuid        NOT NULL,
  id          uuid        NOT NULL,
  confirmed   integer     NOT NULL CHECK (confirmed >= 0),
  failed      integer     NOT NULL CHECK (failed >= 0),
  brought_by  uuid        NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (producer_id, batch_id, id)
);

-- What was paid into a producer's risk reserve, and why.
CREATE TABLE payout_reserve_payment (
  producer_id uuid        NOT NULL REFERENCES producer (id),
  id          uuid        NOT NULL,
  payer       text        NOT NULL CHECK (payer IN ('PRODUCER', 'PLATFORM')),
  amount_fen  bigint      NOT NULL CHECK (amount_fen > 0),
  reason      text        NOT NULL,
  evidence    text        NOT NULL,
  recorded_by uuid        NOT NULL,
  recorded_at timestamptz NOT NULL,
  PRIMARY KEY (producer_id, id)
);

-- What was taken back of a payment into a producer's risk reserve, and why: a counter-entry that names it.
CREATE TABLE payout_reserve_withdrawal (
  producer_id uuid        NOT NULL,
  id          uuid        NOT NULL,
  payment_id  uuid        NOT NULL,
  amount_fen  bigint      NOT NULL CHECK (amount_fen > 0),
  reason      text        NOT NULL,
  evidence    text        NOT NULL,
  recorded_by uuid        NOT NULL,
  recorded_at timestamptz NOT NULL,
  PRIMARY KEY (producer_id, id),
  FOREIGN KEY (producer_id, payment_id) REFERENCES payout_reserve_payment (producer_id, id)
);
CREATE INDEX payout_reserve_withdrawal_payment ON payout_reserve_withdrawal (producer_id, payment_id);

REVOKE UPDATE, DELETE ON payout_run, payout_batch, payout_item, payout_earning, payout_item_part, payout_clawback,
  payout_recovery, payout_waiver, payout_loss, payout_left_out, payout_shared_account, payout_bank_file,
  payout_result_file, payout_reserve_payment, payout_reserve_withdrawal
  FROM livelihood_app;
GRANT UPDATE (status, decided_by, decided_at) ON payout_batch TO livelihood_app;
GRANT UPDATE (status, receipt, failure, settled_at, settled_xid) ON payout_item TO livelihood_app;
GRANT UPDATE (status, item_id, confirmed_at) ON payout_earning TO livelihood_app;
GRANT UPDATE (recovered_fen, waived_fen, recoveries, waived_by, waived_at, waiver_reason) ON payout_clawback
  TO livelihood_app;
GRANT UPDATE (netted_fen, asked_fen) ON payout_loss TO livelihood_app;
