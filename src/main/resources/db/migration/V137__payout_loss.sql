-- What refunds take back of what was released. It is netted against what the same line gave and nobody is paid yet, waits
-- while that is in a batch, and becomes a clawback only as far as it was paid. What is neither yet is open.
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
REVOKE UPDATE, DELETE ON payout_loss FROM livelihood_app;
GRANT UPDATE (netted_fen, asked_fen) ON payout_loss TO livelihood_app;

-- Null for a clawback of before, which its run gave by itself.
ALTER TABLE payout_clawback ADD loss_id uuid;

-- Released lines that changed since: a producer's are looked at before it pays.
CREATE INDEX attribution_line_changed ON attribution_line (producer_id, line_id) WHERE released > 0 AND released < revision;
