-- Lines that were paid, as indicators see them.
CREATE OR REPLACE VIEW order_paid AS
SELECT l.producer_id, l.order_id, l.id AS line_id, o.buyer_id, o.paid_at, l.paid_fen
  FROM orders o
  JOIN order_line l ON (l.producer_id, l.order_id) = (o.producer_id, o.id)
 WHERE o.paid_at IS NOT NULL;
REVOKE INSERT, UPDATE, DELETE ON order_paid FROM livelihood_app;
