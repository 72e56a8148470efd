-- Content beside the public one: a change that waits for its review (one a listing), and what was approved, when and by whom.
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

-- Which revision is the public content.
ALTER TABLE catalog_listing ADD approved_revision integer;
CREATE INDEX catalog_listing_submitted ON catalog_listing (id) WHERE status = 'SUBMITTED';

-- What one unit holds, such as '30 pieces'. A SKU is never deleted: lots and orders name it.
ALTER TABLE catalog_sku
  ADD unit_description text    NOT NULL DEFAULT '',
  ADD withdrawn        boolean NOT NULL DEFAULT false;
ALTER TABLE catalog_sku DROP CONSTRAINT catalog_sku_listing_id_position_key;
CREATE INDEX catalog_sku_listing ON catalog_sku (listing_id, position);

-- The shelf in its order, by what it is asked for.
CREATE INDEX catalog_listing_shelf_category ON catalog_listing (category, listed_at DESC, id DESC) WHERE status = 'LISTED';
CREATE INDEX catalog_listing_shelf_producer ON catalog_listing (producer_id, listed_at DESC, id DESC) WHERE status = 'LISTED';
CREATE INDEX catalog_listing_shelf_origin ON catalog_listing (origin_code text_pattern_ops) WHERE status = 'LISTED';

CREATE OR REPLACE VIEW catalog_offer AS
  SELECT s.id AS sku_id, s.producer_id, s.listing_id, l.title, s.option_name, s.price_fen,
         l.status = 'LISTED' AND NOT s.withdrawn AS sellable, l.image_ids[1] AS image_id
    FROM catalog_sku s JOIN catalog_listing l ON l.id = s.listing_id;
