-- Livestream sessions and what each shows.
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
  status          text        NOT NULL DEFAULT 'SCHEDULED' CHECK (status IN ('SCHEDULED', 'LIVE', 'ENDED', 'CANCELLED')),
  pinned_sku_id   uuid,
  created_at      timestamptz NOT NULL DEFAULT now(),
  started_at      timestamptz,
  ended_at        timestamptz,
  PRIMARY KEY (producer_id, id),
  CHECK ((wage_fen > 0) = (wage_party_id IS NOT NULL)),
  CHECK ((wage_party_kind IS NULL) = (wage_party_id IS NULL))
);
CREATE UNIQUE INDEX live_session_id ON live_session (id);
CREATE UNIQUE INDEX live_session_one_a_host ON live_session (host_id) WHERE status = 'LIVE';
CREATE INDEX live_session_planned ON live_session (status, planned_start DESC, id DESC);
CREATE INDEX live_session_wage ON live_session (ended_at) WHERE wage_fen > 0 AND status = 'ENDED';

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

-- What can be bought in a live room now, as orders see it.
CREATE VIEW live_offer AS
  SELECT i.session_id, i.sku_id, i.producer_id, s.host_id AS host_account_id, i.live_price_fen, i.buyer_limit,
         i.pool_units > 0 AS own_pool
    FROM live_item i JOIN live_session s ON (s.producer_id, s.id) = (i.producer_id, i.session_id)
   WHERE s.status = 'LIVE' AND i.shown;
