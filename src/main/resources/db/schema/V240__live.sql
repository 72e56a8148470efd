-- Livestream sessions. wage_person_id: whom a host's wage is promised to, as a person; whose income it is depends on
-- where she belongs on the day she hosted.
CREATE TABLE live_session (
  producer_id     uuid        NOT NULL REFERENCES producer (id),
  id              uuid        NOT NULL,
  title           text        NOT NULL,
  planned_start   timestamptz NOT NULL,
  host_id         uuid        NOT NULL,
  official        boolean     NOT NULL,
  wage_party_kind text        CHECK (wage_party_kind IN ('HOUSEHOLD', 'WORKER')),
  wage_party_id   uuid,
  wage_fen        bigint      NOT NULL DEFAULT 0 CHECK (wage_fen >= 0),
  status          text        NOT NULL DEFAULT 'SCHEDULED'
    CHECK (status IN ('SCHEDULED', 'LIVE', 'ENDED', 'CANCELLED')),
  pinned_sku_id   uuid,
  created_at      timestamptz NOT NULL DEFAULT now(),
  started_at      timestamptz,
  ended_at        timestamptz,
  wage_person_id  uuid,
  PRIMARY KEY (producer_id, id),
  CHECK ((wage_fen > 0) = (wage_party_id IS NOT NULL)),
  CHECK ((wage_party_kind IS NULL) = (wage_party_id IS NULL))
);
CREATE INDEX live_session_id ON live_session (id);
CREATE INDEX live_session_planned ON live_session (status, planned_start DESC, id DESC);
CREATE INDEX live_session_wage ON live_session (ended_at) WHERE wage_fen > 0 AND status = 'ENDED';
-- For the checks of an auditor, whatever became of the session.
CREATE INDEX live_session_waged ON live_session (ended_at) WHERE wage_fen > 0;

-- Who is live now. A host is so in one session at a time, whosever it is: a small table over all producers.
CREATE TABLE live_host (
  host_id    uuid PRIMARY KEY,
  session_id uuid NOT NULL
);
REVOKE UPDATE ON live_host FROM livelihood_app;

-- What a session shows.
CREATE TABLE live_item (
  producer_id    uuid    NOT NULL,
  session_id     uuid    NOT NULL,
  sku_id         uuid    NOT NULL,
  position       integer NOT NULL,
  title          text    NOT NULL,
  option_name    text    NOT NULL,
  live_price_fen bigint  NOT NULL CHECK (live_price_fen BETWEEN 1 AND 1000000000),
  buyer_limit    integer CHECK (buyer_limit > 0),
  pool_units     bigint  NOT NULL DEFAULT 0 CHECK (pool_units >= 0),
  shown          boolean NOT NULL DEFAULT true,
  PRIMARY KEY (producer_id, session_id, sku_id),
  FOREIGN KEY (producer_id, session_id) REFERENCES live_session (producer_id, id)
);
CREATE INDEX live_item_session ON live_item (session_id, sku_id);

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
