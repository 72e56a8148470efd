-- Who read a self-report's document, and why: it is personal data, unmasked.
CREATE TABLE statement_document_unmasking (
  id          uuid        PRIMARY KEY,
  document_id uuid        NOT NULL,
  report_id   uuid        NOT NULL,
  account_id  uuid        NOT NULL,
  reason      text        NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
REVOKE UPDATE, DELETE ON statement_document_unmasking FROM livelihood_app;
