-- A digest under each key that personal data was sealed with: another key under a known id is noticed at the start.
CREATE TABLE security_vault_key (
  id       text        PRIMARY KEY,
  digest   bytea       NOT NULL CHECK (length(digest) = 32),
  known_at timestamptz NOT NULL DEFAULT now()
);
REVOKE UPDATE, DELETE ON security_vault_key FROM livelihood_app;
