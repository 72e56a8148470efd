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
REVOKE UPDATE, DELETE ON payout_reserve_withdrawal FROM livelihood_app;

SELECT tlog_define('RESERVE_WITHDRAWAL', 'payout_reserve_withdrawal', '{id}', 'recorded_at');
