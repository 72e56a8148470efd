-- Paid lines over the bench's 1,000 SKUs, as capture leaves them, waiting in the outbox; all in one transaction.
CREATE UNLOGGED TABLE bench_line AS
SELECT b.producer_id, gen_random_uuid() AS order_id, gen_random_uuid() AS line_id, b.sku_id
  FROM generate_series(0, :lines - 1) AS line (n) JOIN (SELECT *, row_number() OVER () - 1 AS place FROM bench_sku) b
    ON b.place = line.n % 1000;
BEGIN;
INSERT INTO orders (producer_id, id, buyer_id, status, total_fen, placed_at, expires_at, paid_at)
SELECT producer_id, order_id, order_id, 'PAID', 6900, now(), now(), now() FROM bench_line;
INSERT INTO order_line (producer_id, order_id, id, sku_id, title, price_fen, quantity, limited, paid_fen)
SELECT producer_id, order_id, line_id, sku_id, 'Bench socks', 6900, 1, false, 6900 FROM bench_line;
INSERT INTO order_sale (producer_id, order_id, line_id) SELECT producer_id, order_id, line_id FROM bench_line;
COMMIT;
