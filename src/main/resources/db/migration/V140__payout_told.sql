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
REVOKE UPDATE, DELETE ON payout_left_out, payout_shared_account FROM livelihood_app;

-- A payout is settled when the bank has answered or the batch was taken back, not when it is approved.
UPDATE payout_item SET settled_at = NULL WHERE status IN ('MADE', 'SUBMITTED');
