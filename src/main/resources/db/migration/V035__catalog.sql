-- Listings: content is reviewed; after approval only prices change without a new review.
CREATE TABLE catalog_listing (
  id            uuid        PRIMARY KEY,
  producer_id   uuid        NOT NULL REFERENCES producer (id),
  status        text        NOT NULL CHECK (status IN ('DRAFT', 'SUBMITTED', 'RETURNED', 'APPROVED', 'LISTED', 'DELISTED')),
  version       integer     NOT NULL DEFAULT 1,
  title         text        NOT NULL,
  description   text        NOT NULL,
  category      text        NOT NULL,
  origin_code   text        NOT NULL REFERENCES region (code),
  attributes    text        NOT NULL DEFAULT '{}',
  image_ids     uuid[]      NOT NULL DEFAULT '{}',
  return_reason text,
  reviewed_by   uuid,
  listed_at     timestamptz,
  created_at    timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX catalog_listing_newest ON catalog_listing (listed_at DESC, id DESC) WHERE status = 'LISTED';
CREATE INDEX catalog_listing_producer ON catalog_listing (producer_id, id);
CREATE INDEX catalog_listing_title ON catalog_listing USING gin (title gin_trgm_ops) WHERE status = 'LISTED';

CREATE TABLE catalog_sku (
  id           uuid    PRIMARY KEY,
  listing_id   uuid    NOT NULL REFERENCES catalog_listing (id),
  producer_id  uuid    NOT NULL,
  position     integer NOT NULL,
  option_name  text    NOT NULL,
  price_fen    bigint  NOT NULL CHECK (price_fen BETWEEN 1 AND 1000000000),
  weight_grams integer NOT NULL CHECK (weight_grams BETWEEN 0 AND 1000000),
  UNIQUE (listing_id, position)
);

CREATE TABLE catalog_image_content (
  hash  bytea PRIMARY KEY CHECK (length(hash) = 32),
  type  text  NOT NULL CHECK (type IN ('image/jpeg', 'image/png')),
  bytes bytea NOT NULL
);
CREATE TABLE catalog_image (
  id          uuid        PRIMARY KEY,
  producer_id uuid        NOT NULL REFERENCES producer (id),
  hash        bytea       NOT NULL REFERENCES catalog_image_content (hash),
  uploaded_at timestamptz NOT NULL DEFAULT now()
);

-- What can be bought, as orders see it.
CREATE VIEW catalog_offer AS
  SELECT s.id AS sku_id, s.producer_id, s.listing_id, l.title, s.option_name, s.price_fen,
         l.status = 'LISTED' AS sellable, l.image_ids[1] AS image_id
    FROM catalog_sku s JOIN catalog_listing l ON l.id = s.listing_id;
