\set price random(0, 999)
SELECT category, origin, band, count(*) AS listings
  FROM (SELECT category, left(origin_code, 2) AS origin,
               width_bucket(from_price_fen, '{2000,5000,10000,20000,50000}'::bigint[]) AS band
          FROM shelf_entry
         WHERE words @> CAST(:words AS text[]) AND shelf_opened(listing_id) AND name LIKE ALL (CAST(:patterns AS text[]))
           AND from_price_fen >= :price) found
 GROUP BY GROUPING SETS ((category), (origin), (band), ());
