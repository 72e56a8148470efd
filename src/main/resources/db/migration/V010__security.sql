-- Accounts, what they may act as, their refresh tokens, and the keys that sign access tokens.
CREATE TABLE security_account (
  id            uuid        PRIMARY KEY,
  login         text        UNIQUE,
  password_hash text,
  issuer        text,
  subject       text,
  created_at    timestamptz NOT NULL DEFAULT now(),
  UNIQUE (issuer, subject),
  CHECK ((login IS NOT NULL AND password_hash IS NOT NULL) OR (issuer IS NOT NULL AND subject IS NOT NULL))
);

-- scope: '' for the role itself, a producer's id or a region's code.
CREATE TABLE security_grant (
  account_id uuid NOT NULL REFERENCES security_account (id),
  role       text NOT NULL CHECK (role IN ('SHOPPER', 'HOST', 'PRODUCER', 'AUDITOR', 'OFFICER', 'ADMIN')),
  scope      text NOT NULL DEFAULT '',
  granted_by uuid,
  granted_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (account_id, role, scope)
);
CREATE INDEX security_grant_role ON security_grant (role);

-- A family is one login; each refresh token of it works once.
CREATE TABLE security_family (
  id         uuid        PRIMARY KEY,
  account_id uuid        NOT NULL REFERENCES security_account (id),
  created_at timestamptz NOT NULL DEFAULT now(),
  revoked_at timestamptz
);
CREATE INDEX security_family_account ON security_family (account_id);
CREATE TABLE security_refresh (
  token_hash bytea       PRIMARY KEY,
  family_id  uuid        NOT NULL REFERENCES security_family (id),
  expires_at timestamptz NOT NULL,
  used_at    timestamptz
);

-- Attempts to sign in, by login and by address, within a window.
CREATE TABLE security_attempt (
  what         text        PRIMARY KEY,
  attempts     integer     NOT NULL,
  window_start timestamptz NOT NULL
);

CREATE TABLE security_key (
  id          text        PRIMARY KEY,
  public_key  bytea       NOT NULL,
  private_key bytea       NOT NULL,
  created_at  timestamptz NOT NULL DEFAULT now(),
  retired_at  timestamptz
);

-- The one-time token that makes the first administrator.
CREATE TABLE security_setup (
  one        boolean PRIMARY KEY DEFAULT true CHECK (one),
  token_hash bytea   NOT NULL
);
