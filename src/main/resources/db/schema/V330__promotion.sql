-- What a SKU costs for a while (a price window), from so many units on (a tiered price), or both; its producer bears
-- it. Half-open: it holds at starts_at and no longer at ends_at.
CREATE TABLE promotion_price (
  producer_id uuid        NOT NULL,
  id          uuid        NOT NULL,
  sku_id      uuid        NOT NULL,
  from_units  integer     NOT NULL CHECK (from_units BETWEEN 1 AND 999),
  price_fen   bigint      NOT NULL CHECK (price_fen > 0),
  starts_at   timestamptz NOT NULL,
  ends_at     timestamptz CHECK (ends_at >= starts_at),
  recorded_by uuid        NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (producer_id, id)
);
CREATE INDEX promotion_price_sku ON promotion_price (producer_id, sku_id);

-- What a coupon is: drafted, then published, from when on its terms stand, then ended: nobody gets another one.
-- producer_id: whose goods it is for, null for all producers'. scope_id: the listing or the session, where it is for
-- one. use_days: how long a coupon holds from when it was claimed, where it has no use_from and use_until.
CREATE TABLE promotion (
  id               uuid        PRIMARY KEY,
  producer_id      uuid,
  scope            text        NOT NULL CHECK (scope IN ('PLATFORM', 'PRODUCER', 'LISTING', 'SESSION')),
  scope_id         uuid,
  bearer           text        NOT NULL CHECK (bearer IN ('PRODUCER', 'HOST', 'PLATFORM')),
  bearer_id        uuid        NOT NULL,
  agreed           boolean     NOT NULL,
  title            text        NOT NULL,
  kind             text        NOT NULL CHECK (kind IN ('AMOUNT', 'PERCENT')),
  amount_fen       bigint      CHECK (amount_fen > 0),
  per_mille        integer     CHECK (per_mille BETWEEN 1 AND 999),
  cap_fen          bigint      CHECK (cap_fen > 0),
  threshold_fen    bigint      NOT NULL CHECK (threshold_fen >= 0),
  given            text        NOT NULL CHECK (given IN ('PUBLIC', 'CODE', 'ROOM')),
  code             text,
  claim_from       timestamptz NOT NULL,
  claim_until      timestamptz NOT NULL,
  use_from         timestamptz,
  use_until        timestamptz,
  use_days         integer     CHECK (use_days BETWEEN 1 AND 366),
  claims_most      bigint      NOT NULL CHECK (claims_most > 0),
  claims_per_buyer integer     NOT NULL CHECK (claims_per_buyer > 0),
  uses_most        bigint      CHECK (uses_most > 0),
  status           text        NOT NULL CHECK (status IN ('DRAFT', 'PUBLISHED', 'ENDED')),
  version          integer     NOT NULL DEFAULT 1,
  drafted_by       uuid        NOT NULL,
  published_by     uuid,
  published_at     timestamptz,
  ended_by         uuid,
  ended_at         timestamptz,
  CONSTRAINT promotion_scope CHECK (
    (scope = 'PLATFORM') = (producer_id IS NULL) AND (scope IN ('LISTING', 'SESSION')) = (scope_id IS NOT NULL)),
  CONSTRAINT promotion_terms CHECK (
    (kind = 'AMOUNT') = (amount_fen IS NOT NULL) AND (kind = 'PERCENT') = (per_mille IS NOT NULL)
    AND (kind = 'PERCENT' OR cap_fen IS NULL)),
  CONSTRAINT promotion_code CHECK ((given = 'CODE') = (code IS NOT NULL)),
  CONSTRAINT promotion_claims CHECK (claim_from < claim_until),
  CONSTRAINT promotion_uses CHECK (
    (use_days IS NULL) = (use_from IS NOT NULL) AND (use_from IS NULL) = (use_until IS NULL) AND use_from < use_until),
  CONSTRAINT promotion_agreed CHECK (agreed OR status = 'DRAFT')
);
CREATE UNIQUE INDEX promotion_of_code ON promotion (code) WHERE code IS NOT NULL;
CREATE INDEX promotion_of_producer ON promotion (producer_id, id);

-- How many coupons of it were claimed and are used; its limits hold here, whoever asks at once.
CREATE TABLE promotion_counter (
  promotion_id uuid   PRIMARY KEY REFERENCES promotion (id),
  claimed      bigint NOT NULL DEFAULT 0,
  claims_most  bigint NOT NULL,
  used         bigint NOT NULL DEFAULT 0,
  uses_most    bigint,
  CONSTRAINT promotion_counter_claimed CHECK (claimed BETWEEN 0 AND claims_most),
  CONSTRAINT promotion_counter_used CHECK (used >= 0 AND used <= coalesce(uses_most, used))
);

-- How many of them one buyer has claimed.
CREATE TABLE promotion_claim (
  promotion_id uuid    NOT NULL REFERENCES promotion (id),
  buyer_id     uuid    NOT NULL,
  claimed      integer NOT NULL,
  most         integer NOT NULL,
  PRIMARY KEY (promotion_id, buyer_id),
  CONSTRAINT promotion_claim_claimed CHECK (claimed BETWEEN 0 AND most)
);

-- What a host has released in a live session: so many pieces for a while.
CREATE TABLE promotion_release (
  id           uuid        PRIMARY KEY,
  promotion_id uuid        NOT NULL REFERENCES promotion (id),
  session_id   uuid        NOT NULL,
  pieces       integer     NOT NULL CHECK (pieces > 0),
  taken        integer     NOT NULL DEFAULT 0,
  released_by  uuid        NOT NULL,
  starts_at    timestamptz NOT NULL,
  ends_at      timestamptz NOT NULL CHECK (ends_at > starts_at),
  CONSTRAINT promotion_release_taken CHECK (taken BETWEEN 0 AND pieces)
);
CREATE INDEX promotion_release_of ON promotion_release (promotion_id, ends_at);

-- A buyer's coupon. used_at: since when orders that are not over hold it, null while it can be used.
CREATE TABLE promotion_coupon (
  id           uuid        PRIMARY KEY,
  promotion_id uuid        NOT NULL REFERENCES promotion (id),
  buyer_id     uuid        NOT NULL,
  claimed_at   timestamptz NOT NULL,
  usable_from  timestamptz NOT NULL,
  usable_until timestamptz NOT NULL,
  used_at      timestamptz
);
CREATE INDEX promotion_coupon_of_buyer ON promotion_coupon (buyer_id, id);
CREATE INDEX promotion_coupon_of_promotion ON promotion_coupon (promotion_id, buyer_id);

-- Which orders hold it. A purchase of several producers may use one coupon in several orders: it is given back when the
-- last of them is cancelled, expired or refunded whole.
CREATE TABLE promotion_use (
  producer_id uuid        NOT NULL,
  order_id    uuid        NOT NULL,
  coupon_id   uuid        NOT NULL,
  used_at     timestamptz NOT NULL,
  ended_at    timestamptz,
  PRIMARY KEY (producer_id, order_id, coupon_id)
);
CREATE INDEX promotion_use_of_coupon ON promotion_use (coupon_id);
REVOKE DELETE ON promotion, promotion_counter, promotion_claim, promotion_release, promotion_coupon, promotion_use
  FROM livelihood_app;
