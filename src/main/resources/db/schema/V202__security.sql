-- Accounts. One that is disabled says who did it and why.
CREATE TABLE security_account (
  id              uuid        PRIMARY KEY,
  login           text        UNIQUE,
  password_hash   text,
  issuer          text,
  subject         text,
  created_at      timestamptz NOT NULL DEFAULT now(),
  disabled_at     timestamptz,
  disabled_by     uuid,
  disabled_reason text,
  UNIQUE (issuer, subject),
  CHECK ((login IS NOT NULL AND password_hash IS NOT NULL) OR (issuer IS NOT NULL AND subject IS NOT NULL)),
  CHECK ((disabled_at IS NULL) = (disabled_by IS NULL) AND (disabled_at IS NULL) = (disabled_reason IS NULL))
);

-- What an account may act as. scope: '' for the role itself, a producer's id or a region's code.
CREATE TABLE security_grant (
  account_id uuid NOT NULL REFERENCES security_account (id),
  role       text NOT NULL CHECK (role IN ('SHOPPER', 'HOST', 'PRODUCER', 'AUDITOR', 'OFFICER', 'ADMIN')),
  scope      text NOT NULL DEFAULT '',
  granted_by uuid,
  granted_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (account_id, role, scope)
);
CREATE INDEX security_grant_role ON security_grant (role);

-- Whose account it is, where that is known: the vault's id of the person. Rules of several persons ask for it.
CREATE TABLE security_person (
  account_id  uuid        PRIMARY KEY,
  person_id   uuid        NOT NULL,
  recorded_by uuid        NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX security_person_person ON security_person (person_id);
REVOKE UPDATE, DELETE ON security_person FROM livelihood_app;

-- A family is one login; each refresh token of it works once.
CREATE TABLE security_family (
  id         uuid        PRIMARY KEY,
  account_id uuid        NOT NULL REFERENCES security_account (id),
  created_at timestamptz NOT NULL DEFAULT now(),
  revoked_at timestamptz
);
CREATE INDEX security_family_account ON security_family (account_id);
-- What each node reads every two seconds: the families that ended lately.
CREATE INDEX security_family_revoked ON security_family (revoked_at) WHERE revoked_at IS NOT NULL;

CREATE TABLE security_refresh (
  token_hash bytea       PRIMARY KEY,
  family_id  uuid        NOT NULL REFERENCES security_family (id),
  expires_at timestamptz NOT NULL,
  used_at    timestamptz
);
CREATE INDEX security_refresh_family ON security_refresh (family_id);
-- What is forgotten when its time is over.
CREATE INDEX security_refresh_expires ON security_refresh (expires_at);

-- Attempts to sign in, by login and by address, within a window.
CREATE TABLE security_attempt (
  what         text        PRIMARY KEY,
  attempts     integer     NOT NULL,
  window_start timestamptz NOT NULL
);
CREATE INDEX security_attempt_window ON security_attempt (window_start);

-- The keys that sign access tokens.
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

-- A token with which its owner sets a new password, once: given by an administrator, told to nobody else.
CREATE TABLE security_password_reset (
  account_id uuid        PRIMARY KEY REFERENCES security_account (id),
  token_hash bytea       NOT NULL UNIQUE,
  given_by   uuid        NOT NULL,
  expires_at timestamptz NOT NULL
);

-- A digest under the secret that this database was filled with: another secret is noticed at the start.
CREATE TABLE security_fingerprint (
  one    boolean PRIMARY KEY DEFAULT true CHECK (one),
  digest bytea   NOT NULL
);
REVOKE UPDATE, DELETE ON security_fingerprint FROM livelihood_app;

-- A digest under each key that personal data was sealed with: another key under a known id is noticed at the start.
-- Once nothing is sealed with a former key any more, a start without it is right: so it may be forgotten.
CREATE TABLE security_vault_key (
  id       text        PRIMARY KEY,
  digest   bytea       NOT NULL CHECK (length(digest) = 32),
  known_at timestamptz NOT NULL DEFAULT now()
);
REVOKE UPDATE ON security_vault_key FROM livelihood_app;
