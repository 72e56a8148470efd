-- Options of a listing (colour, size), as JSON; each SKU has one value of each, in their order.
ALTER TABLE catalog_listing ADD COLUMN options text NOT NULL DEFAULT '[]';
ALTER TABLE catalog_revision ADD COLUMN options text NOT NULL DEFAULT '[]';
ALTER TABLE catalog_sku ADD COLUMN option_values text[] NOT NULL DEFAULT '{}';

-- The version that the shelf shows, none where it shows none. What differs is put right: an older program, on another
-- node, lists and delists without knowing of the shelf's own table.
ALTER TABLE catalog_listing ADD COLUMN shelved_version integer;
UPDATE catalog_listing SET shelved_version = version WHERE status = 'LISTED';
CREATE INDEX catalog_listing_unshelved ON catalog_listing (id)
  WHERE shelved_version IS DISTINCT FROM CASE WHEN status = 'LISTED' THEN version END;

-- Lists are read from the shelf's table.
DROP INDEX catalog_listing_title;
DROP INDEX catalog_listing_newest;
DROP INDEX catalog_listing_shelf_category;
DROP INDEX catalog_listing_shelf_producer;
DROP INDEX catalog_listing_shelf_origin;

-- A picture as small screens want it: made from the one that is kept, when it comes in or is first asked for.
CREATE TABLE catalog_image_size (
  hash  bytea NOT NULL REFERENCES catalog_image_content (hash),
  size  text  NOT NULL CHECK (size IN ('MEDIUM', 'SMALL')),
  type  text  NOT NULL CHECK (type IN ('image/jpeg', 'image/png')),
  bytes bytea NOT NULL,
  PRIMARY KEY (hash, size)
);
REVOKE UPDATE, DELETE ON catalog_image_size FROM livelihood_app;
