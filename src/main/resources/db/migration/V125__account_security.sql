-- An account can be disabled; who did it and why is kept with it.
ALTER TABLE security_account
  ADD COLUMN disabled_at     timestamptz,
  ADD COLUMN disabled_by     uuid,
  ADD COLUMN disabled_reason text,
  ADD CHECK ((disabled_at IS NULL) = (disabled_by IS NULL) AND (disabled_at IS NULL) = (disabled_reason IS NULL));

-- A token with which its owner sets a new password, once: given by an administrator, told to nobody else.
CREATE TABLE security_password_reset (
  account_id uuid        PRIMARY KEY REFERENCES security_account (id),
  token_hash bytea       NOT NULL UNIQUE,
  given_by   uuid        NOT NULL,
  expires_at timestamptz NOT NULL
);
