-- So many more paid lines over the bench's 1,000 SKUs, as capture leaves them, waiting in the outbox; in one transaction.
-- Their ids are UUIDv7, as the program makes them.
BEGIN;
CREATE TEMPORARY TABLE more ON COMMIT DROP AS
SELECT b.producer_id, uuidv7() AS order_id, uuidv7() AS line_id, b.sku_id
  FROM generate_series(0, :lines - 1) AS line (n) JOIN bench_sku b ON b.n = line.n % 1000 + 1;
INSERT INTO bench_line SELECT producer_id, order_id, line_id, sku_id FROM more;
INSERT INTO orders (producer_id, id, buyer_id, status, total_fen, placed_at, expires_at, paid_at)
SELECT producer_id, order_id, order_id, 'PAID', 6900, now(), now(), now() FROM more;
INSERT INTO order_line (producer_id, order_id, id, sku_id, title, price_fen, quantity, limited, paid_fen)
SELECT producer_id, order_id, line_id, sku_id, 'Bench socks', 6900, 1, false, 6900 FROM more;
INSERT INTO order_sale (producer_id, order_id, line_id) SELECT producer_id, order_id, line_id FROM more;
COMMIT;
