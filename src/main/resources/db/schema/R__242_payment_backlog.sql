-- Refunds that their provider should have done by now.
CREATE OR REPLACE VIEW payment_backlog AS
SELECT count(*) AS refunds FROM payment_refund
 WHERE status = 'ACCEPTED' AND accepted_at < now() - interval '10 minutes';
REVOKE INSERT, UPDATE, DELETE ON payment_backlog FROM livelihood_app;
