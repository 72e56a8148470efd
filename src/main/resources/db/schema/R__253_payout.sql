-- What parties are or will be paid, and what is taken back of it; where it was paid, with the bank's receipt.
--   run_id, line_id: the run of releases that it comes out of; where it takes back, those of what it takes back
CREATE OR REPLACE VIEW payout_income AS
SELECT e.producer_id, e.id, e.party_kind, e.party_id, e.basis, e.category, e.source_kind, e.source_id, e.source_seq,
       coalesce(c.run_id, e.source_id) AS run_id, coalesce(c.line_id, e.line_id) AS line_id, e.amount_fen, e.status,
       e.released_at, e.confirmed_at, e.item_id, i.receipt
  FROM payout_earning e
  LEFT JOIN payout_item i ON i.producer_id = e.producer_id AND i.id = e.item_id
  LEFT JOIN payout_clawback c ON e.source_kind = 'CLAWBACK' AND c.producer_id = e.producer_id AND c.id = e.source_id;

-- Who was given a file with names and account numbers, and whose household's stood in it.
CREATE OR REPLACE VIEW payout_bank_file_look AS
SELECT f.id, i.party_id AS household_id, i.id AS item_id, f.given_to, f.given_at
  FROM payout_bank_file f
  JOIN payout_item i ON (i.producer_id, i.batch_id) = (f.producer_id, f.batch_id)
 WHERE i.party_kind = 'HOUSEHOLD';
REVOKE INSERT, UPDATE, DELETE ON payout_income, payout_bank_file_look FROM livelihood_app;
