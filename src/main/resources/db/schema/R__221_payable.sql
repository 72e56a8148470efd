-- What is owed to whom since which day, as statements see it.
CREATE OR REPLACE VIEW payable_owed AS
SELECT producer_id, source_kind, source_id, seq, party_kind, party_id, basis, category, nature, amount_fen,
       agreement_id, agreement_version, earned_on, recorded_at
  FROM payable;
REVOKE INSERT, UPDATE, DELETE ON payable_owed FROM livelihood_app;
