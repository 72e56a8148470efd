-- Sign-in from the WeChat mini program. What tells of a person is sealed in the vault and found by a blind index.
--
-- Which account an openid signs in to. It moves when its account is joined to another one of the same person.
CREATE TABLE miniprogram_openid (
  id           uuid        PRIMARY KEY,
  account_id   uuid        NOT NULL UNIQUE REFERENCES security_account (id),
  openid_index bytea       NOT NULL UNIQUE CHECK (length(openid_index) = 32),
  openid       bytea       NOT NULL,
  created_at   timestamptz NOT NULL DEFAULT now()
);
REVOKE DELETE ON miniprogram_openid FROM livelihood_app;

-- The phone that an account has proven, and when it did so last.
CREATE TABLE miniprogram_phone (
  account_id  uuid        PRIMARY KEY REFERENCES security_account (id),
  phone_index bytea       NOT NULL UNIQUE CHECK (length(phone_index) = 32),
  phone       bytea       NOT NULL,
  proven_at   timestamptz NOT NULL
);

-- Codes that have come, by their digests, for as long as WeChat would take them.
CREATE TABLE miniprogram_code (
  code_hash bytea       PRIMARY KEY CHECK (length(code_hash) = 32),
  used_at   timestamptz NOT NULL
);
CREATE INDEX miniprogram_code_used ON miniprogram_code (used_at);

-- The app's access token, one for all nodes, sealed; and until when one of them is fetching the next.
CREATE TABLE miniprogram_token (
  app            text        PRIMARY KEY,
  sealed         bytea,
  expires_at     timestamptz,
  fetching_until timestamptz,
  CHECK ((sealed IS NULL) = (expires_at IS NULL))
);
