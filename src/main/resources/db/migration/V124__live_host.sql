-- A host's word that she hosts a session, where she does not work for its producer.
CREATE TABLE live_host_agreement (
  producer_id uuid        NOT NULL,
  session_id  uuid        NOT NULL,
  host_id     uuid        NOT NULL,
  agreed_at   timestamptz NOT NULL,
  PRIMARY KEY (producer_id, session_id, host_id),
  FOREIGN KEY (producer_id, session_id) REFERENCES live_session (producer_id, id)
);

-- Who holds which office, by an officer's word: such a host is an OFFICIAL and earns no commission.
CREATE TABLE live_official (
  id          uuid        PRIMARY KEY,
  account_id  uuid        NOT NULL,
  office      text        NOT NULL CHECK (length(office) BETWEEN 1 AND 80),
  region_code text        NOT NULL REFERENCES region (code),
  holds_from  date        NOT NULL,
  holds_until date,
  recorded_by uuid        NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  ended_by    uuid,
  ended_at    timestamptz,
  UNIQUE (account_id, office, region_code, holds_from),
  CHECK (holds_until >= holds_from),
  CHECK ((ended_by IS NULL) = (ended_at IS NULL))
);
REVOKE UPDATE, DELETE ON live_host_agreement, live_official FROM livelihood_app;
GRANT UPDATE (holds_until, ended_by, ended_at) ON live_official TO livelihood_app;
