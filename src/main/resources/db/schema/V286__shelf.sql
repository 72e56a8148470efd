CREATE EXTENSION IF NOT EXISTS btree_gin;

-- What is on the shelf: one row a listed listing, with all that a list shows, and nothing that is not listed.
--   name           the title as titles are compared
--   words          what it is found by; made by the program (search.SearchWords), which no database can
--   words_version  of what they were made by: an older one is made anew
--   sold           units that were paid and not given back, as of a moment ago
-- Codes are compared byte by byte, so that a region's prefix is a range in every locale.
CREATE TABLE shelf_entry (
  listing_id     uuid        PRIMARY KEY,
  producer_id    uuid        NOT NULL,
  title          text        NOT NULL,
  name           text        NOT NULL,
  category       text        COLLATE "C" NOT NULL,
  origin_code    text        COLLATE "C" NOT NULL,
  from_price_fen bigint      NOT NULL,
  image_id       uuid,
  listed_at      timestamptz NOT NULL,
  sold           bigint      NOT NULL DEFAULT 0,
  words          text[]      COLLATE "C" NOT NULL DEFAULT '{}',
  words_version  integer     NOT NULL DEFAULT 0
);
CREATE INDEX shelf_entry_words ON shelf_entry USING gin (words, category, origin_code);
CREATE INDEX shelf_entry_newest ON shelf_entry (listed_at, listing_id);
CREATE INDEX shelf_entry_price ON shelf_entry (from_price_fen, listing_id);
CREATE INDEX shelf_entry_sold ON shelf_entry (sold, listing_id);
CREATE INDEX shelf_entry_category ON shelf_entry (category, listed_at, listing_id);
CREATE INDEX shelf_entry_counts ON shelf_entry (category, origin_code, from_price_fen);
CREATE INDEX shelf_entry_producer ON shelf_entry (producer_id, listed_at, listing_id);
CREATE INDEX shelf_entry_words_version ON shelf_entry (words_version, listing_id);

-- Up to when sales are counted.
CREATE TABLE shelf_counted (
  only_row   boolean     PRIMARY KEY DEFAULT true CHECK (only_row),
  sold_until timestamptz NOT NULL
);
INSERT INTO shelf_counted (sold_until) VALUES ('2000-01-01');
REVOKE INSERT, DELETE ON shelf_counted FROM livelihood_app;

-- What is listed today; the program makes its words when it starts.
INSERT INTO shelf_entry (listing_id, producer_id, title, name, category, origin_code, from_price_fen, image_id,
                         listed_at)
SELECT l.id, l.producer_id, l.title, lower(l.title), l.category, l.origin_code, min(s.price_fen), l.image_ids[1],
       l.listed_at
  FROM catalog_listing l JOIN catalog_sku s ON s.listing_id = l.id AND NOT s.withdrawn
 WHERE l.status = 'LISTED'
 GROUP BY l.id;
