\set price random(0, 999)
SELECT listing_id, producer_id, title, category, origin_code, from_price_fen, image_id, listed_at, sold, place
  FROM (SELECT e.*, CAST(CASE WHEN name = :text THEN 2000 WHEN starts_with(name, :text) THEN 1000 ELSE 0 END
                         + least(999, 999 * char_length(:text) / greatest(1, char_length(name))) AS bigint) AS place
          FROM shelf_entry e
         WHERE words @> CAST(:words AS text[]) AND shelf_opened(listing_id) AND name LIKE ALL (CAST(:patterns AS text[]))
           AND from_price_fen >= :price) found
 ORDER BY place DESC, listing_id DESC
 LIMIT 21;
