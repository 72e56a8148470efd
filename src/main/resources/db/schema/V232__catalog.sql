-- Listings: content is reviewed; after approval only prices change without a new review. approved_revision says which
-- revision is the public content.
CREATE TABLE catalog_listing (
  id                uuid        PRIMARY KEY,
  producer_id       uuid        NOT NULL REFERENCES producer (id),
  status            text        NOT NULL
    CHECK (status IN ('DRAFT', 'SUBMITTED', 'RETURNED', 'APPROVED', 'LISTED', 'DELISTED')),
  version           integer     NOT NULL DEFAULT 1,
  title             text        NOT NULL,
  description       text        NOT NULL,
  category          text        NOT NULL,
  origin_code       text        NOT NULL REFERENCES region (code),
  attributes        text        NOT NULL DEFAULT '{}',
  image_ids         uuid[]      NOT NULL DEFAULT '{}',
  return_reason     text,
  reviewed_by       uuid,
  listed_at         timestamptz,
  created_at        timestamptz NOT NULL DEFAULT now(),
  approved_revision integer
);
CREATE INDEX catalog_listing_producer ON catalog_listing (producer_id, id);
CREATE INDEX catalog_listing_submitted ON catalog_listing (id) WHERE status = 'SUBMITTED';
-- The shelf in its order, by what it is asked for.
CREATE INDEX catalog_listing_newest ON catalog_listing (listed_at DESC, id DESC) WHERE status = 'LISTED';
CREATE INDEX catalog_listing_title ON catalog_listing USING gin (title gin_trgm_ops) WHERE status = 'LISTED';
CREATE INDEX catalog_listing_shelf_category ON catalog_listing (category, listed_at DESC, id DESC)
  WHERE status = 'LISTED';
CREATE INDEX catalog_listing_shelf_producer ON catalog_listing (producer_id, listed_at DESC, id DESC)
  WHERE status = 'LISTED';
CREATE INDEX catalog_listing_shelf_origin ON catalog_listing (origin_code text_pattern_ops) WHERE status = 'LISTED';

-- Content beside the public one: a change that waits for its review (one a listing), and what was approved, when and by
-- whom.
CREATE TABLE catalog_revision (
  listing_id    uuid        NOT NULL REFERENCES catalog_listing (id),
  number        integer     NOT NULL CHECK (number > 0),
  status        text        NOT NULL CHECK (status IN ('DRAFT', 'SUBMITTED', 'RETURNED', 'APPROVED')),
  title         text        NOT NULL,
  description   text        NOT NULL,
  category      text        NOT NULL,
  origin_code   text        NOT NULL REFERENCES region (code),
  attributes    text        NOT NULL,
  image_ids     uuid[]      NOT NULL,
  skus          text        NOT NULL,
  return_reason text,
  written_at    timestamptz NOT NULL DEFAULT now(),
  reviewed_by   uuid,
  reviewed_at   timestamptz,
  PRIMARY KEY (listing_id, number)
);
CREATE UNIQUE INDEX catalog_revision_open ON catalog_revision (listing_id) WHERE status <> 'APPROVED';
CREATE INDEX catalog_revision_submitted ON catalog_revision (listing_id) WHERE status = 'SUBMITTED';

-- unit_description: what one unit holds, such as '30 pieces'. A SKU is never deleted, only withdrawn: lots and orders
-- name it.
CREATE TABLE catalog_sku (
  id               uuid    PRIMARY KEY,
  listing_id       uuid    NOT NULL REFERENCES catalog_listing (id),
  producer_id      uuid    NOT NULL,
  position         integer NOT NULL,
  option_name      text    NOT NULL,
  price_fen        bigint  NOT NULL CHECK (price_fen BETWEEN 1 AND 1000000000),
  weight_grams     integer NOT NULL CHECK (weight_grams BETWEEN 0 AND 1000000),
  unit_description text    NOT NULL DEFAULT '',
  withdrawn        boolean NOT NULL DEFAULT false
);
CREATE INDEX catalog_sku_listing ON catalog_sku (listing_id, position);

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
