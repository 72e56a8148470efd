-- Refunds that their provider should have done by now.
CREATE OR REPLACE VIEW payment_backlog AS
SELECT count(*) AS refunds FROM payment_refund
 WHERE status = 'ACCEPTED' AND accepted_at < now() - interval '10 minutes';
REVOKE INSERT, UPDATE, DELETE ON payment_backlog FROM livelihood_app;

-- Money of lines that went back, as indicators see it.
CREATE OR REPLACE VIEW payment_refunded AS
SELECT producer_id, order_id, line_id, amount_fen, accepted_at
  FROM payment_refund
 WHERE accepted_at IS NOT NULL AND line_id IS NOT NULL;
REVOKE INSERT, UPDATE, DELETE ON payment_refunded FROM livelihood_app;
