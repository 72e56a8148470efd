-- What a party's advance from a producer comes to: debits are what is owed, credits what was given back or forgiven.
CREATE OR REPLACE VIEW ledger_advance AS
SELECT producer_id, owner_id AS party_id, CAST(sum(amount_fen) AS bigint) AS amount_fen
  FROM ledger_posting
 WHERE account = 'ADVANCE'
 GROUP BY producer_id, owner_id;
REVOKE INSERT, UPDATE, DELETE ON ledger_advance FROM livelihood_app;
