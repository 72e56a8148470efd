-- What can be bought, as orders see it.
CREATE OR REPLACE VIEW catalog_offer AS
  SELECT s.id AS sku_id, s.producer_id, s.listing_id, l.title, s.option_name, s.price_fen,
         l.status = 'LISTED' AND NOT s.withdrawn AS sellable, l.image_ids[1] AS image_id, s.weight_grams
    FROM catalog_sku s JOIN catalog_listing l ON l.id = s.listing_id;
REVOKE INSERT, UPDATE, DELETE ON catalog_offer FROM livelihood_app;
