-- A producer of the demo gets 1,000 SKUs on the shelf, each with stock that does not run out and a sealed lot on which
-- 25 of 10,000 households have worked.
SELECT village_code AS village FROM household LIMIT 1 \gset
CREATE TABLE bench_sku AS
  SELECT ('bec00000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid AS sku_id, n,
         (SELECT id FROM producer WHERE kind = 'WORKSHOP' LIMIT 1) AS producer_id
    FROM generate_series(1, 1000) AS n;
INSERT INTO catalog_listing (id, producer_id, status, title, description, category, origin_code, listed_at)
SELECT sku_id, producer_id, 'LISTED', 'Bench socks ' || n, 'of many colours', 'socks', :'village',
       now() - n * interval '1 minute'
  FROM bench_sku;
INSERT INTO catalog_sku (id, listing_id, producer_id, position, option_name, price_fen, weight_grams)
SELECT sku_id, sku_id, producer_id, 1, 'one', 6900, 100 FROM bench_sku;
INSERT INTO lot (producer_id, id, sku_id, agreement_id, status, agreement_version, units, free, sealed_at,
                 sealed_on, sealed_by)
SELECT producer_id, sku_id, sku_id, (SELECT id FROM agreement a WHERE a.producer_id = b.producer_id LIMIT 1),
       'SEALED', 1, 100000000, '{[0,100000000)}', now(), current_date, producer_id
  FROM bench_sku b;
CREATE TABLE bench_household AS
  SELECT n AS place, ('bec00000-0000-7000-9000-' || lpad(to_hex(n), 12, '0'))::uuid AS id
    FROM generate_series(0, 9999) AS n;
INSERT INTO household (id, registry_no, village_code, attribute, main_cause)
SELECT id, 'bench-' || place, :'village', 'GENERAL', (SELECT main_cause FROM household LIMIT 1) FROM bench_household;
CREATE TABLE bench_member AS
  SELECT gen_random_uuid() AS id, h.id AS household_id FROM bench_household h CROSS JOIN generate_series(1, 4);
INSERT INTO household_member (id, labour, health) SELECT id, 'ORDINARY', 'HEALTHY' FROM bench_member;
INSERT INTO household_member_span (member_id, span_id, household_id, reason, document, recorded_by)
SELECT id, id, household_id, 'ENTERED', 'bench', id FROM bench_member;
INSERT INTO lot_contribution (producer_id, lot_id, id, party_kind, party_id, kind, operation, unit, units, worked_on,
                              evidence, recorded_by)
SELECT b.producer_id, b.sku_id, gen_random_uuid(), 'HOUSEHOLD', h.id, 'LABOUR', 'knit', 'PIECE', 100000000, current_date,
       'bench', b.producer_id
  FROM bench_sku b CROSS JOIN generate_series(0, 24) AS worker
  JOIN bench_household h ON h.place = (b.n * 25 + worker) % 10000;
INSERT INTO payable (producer_id, source_kind, source_id, seq, party_kind, party_id, basis, category, nature, amount_fen,
                     earned_on)
SELECT producer_id, 'LOT', lot_id, row_number() OVER (PARTITION BY lot_id ORDER BY party_id), 'HOUSEHOLD', party_id,
       'PIECE_RATE', 'WAGE', 'TRACE', 2400000000, current_date
  FROM lot_contribution WHERE evidence = 'bench';
INSERT INTO stock_pool (producer_id, sku_id, available) SELECT producer_id, sku_id, 100000000 FROM bench_sku;
ANALYZE bench_sku, bench_household, household, household_member, catalog_listing, catalog_sku, lot, lot_contribution, payable, stock_pool;
