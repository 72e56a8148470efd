-- What households say they earned and spent, confirmed by another person, as statements see it.
CREATE OR REPLACE VIEW statement_report_confirmed AS
SELECT id, household_id, part, cost_kind, amount_fen, on_day, decided_at, document_hash
  FROM statement_report
 WHERE status = 'CONFIRMED';

-- Each look into a sealed document.
CREATE OR REPLACE VIEW statement_document_look AS
SELECT d.id, r.household_id, d.report_id, d.account_id, d.reason, d.recorded_at
  FROM statement_document_unmasking d
  JOIN statement_report r ON r.id = d.report_id;
REVOKE INSERT, UPDATE, DELETE ON statement_report_confirmed, statement_document_look FROM livelihood_app;
