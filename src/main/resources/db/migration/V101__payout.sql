-- Whose refund it is: a loss cancels only what the same line gave and nobody was paid yet, the rest is asked back.
ALTER TABLE payout_earning ADD line_id uuid;
ALTER TABLE payout_clawback ADD line_id uuid;

-- Where a person works, by herself: who may change the payee of a worker of no household.
CREATE INDEX producer_membership_person ON producer_membership (person_id);

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
INSERT INTO payout_waiver (producer_id, clawback_id, seq, amount_fen, waived_by, waived_at, reason)
SELECT producer_id, id, 1, waived_fen, waived_by, waived_at, waiver_reason FROM payout_clawback WHERE waived_fen > 0;

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
REVOKE UPDATE, DELETE ON payout_waiver, payout_reserve_payment FROM livelihood_app;
