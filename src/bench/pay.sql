-- So many waiting orders get a payment that the sandbox has been paid; its notices wait to be sent.
CREATE TABLE bench_paid AS
  SELECT producer_id, id AS order_id, buyer_id, total_fen, gen_random_uuid() AS payment_id, gen_random_uuid() AS sandbox_id
    FROM orders WHERE status = 'AWAITING_PAYMENT' AND expires_at > now() + interval '1 hour'
   ORDER BY id LIMIT :captures;
UPDATE orders o SET open_payments = open_payments + 1
  FROM bench_paid b WHERE (o.producer_id, o.id) = (b.producer_id, b.order_id);
INSERT INTO payment (id, buyer_id, provider, amount_fen, cashier_url, created_at, expires_at, ask_at)
SELECT payment_id, buyer_id, 'sandbox', total_fen, 'bench', now(), now() + interval '1 hour', now() + interval '1 hour'
  FROM bench_paid;
INSERT INTO payment_order (producer_id, order_id, payment_id, amount_fen)
SELECT producer_id, order_id, payment_id, total_fen FROM bench_paid;
INSERT INTO sandbox_payment (id, merchant_number, amount_fen, state, transaction_id, notify_url, expires_at)
SELECT sandbox_id, payment_id::text, total_fen, 'PAID', 'T' || sandbox_id, :'url', now() + interval '1 hour'
  FROM bench_paid;
INSERT INTO sandbox_notice (payment_id, send_at) SELECT sandbox_id, now() + interval '1 hour' FROM bench_paid;
ANALYZE;
