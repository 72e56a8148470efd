-- What shoppers keep, with the lowest price it had then: that it costs less today is told.
CREATE TABLE favourite (
  account_id uuid        NOT NULL,
  listing_id uuid        NOT NULL,
  kept_at    timestamptz NOT NULL,
  price_fen  bigint      NOT NULL,
  PRIMARY KEY (account_id, listing_id)
);
CREATE INDEX favourite_newest ON favourite (account_id, kept_at, listing_id);

-- What they have looked at; the newest of each, for a while.
CREATE TABLE favourite_footprint (
  account_id uuid        NOT NULL,
  listing_id uuid        NOT NULL,
  seen_at    timestamptz NOT NULL,
  price_fen  bigint      NOT NULL,
  PRIMARY KEY (account_id, listing_id)
);
CREATE INDEX favourite_footprint_newest ON favourite_footprint (account_id, seen_at, listing_id);
CREATE INDEX favourite_footprint_seen ON favourite_footprint (seen_at);
