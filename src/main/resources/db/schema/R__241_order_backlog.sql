-- How many lines wait to be attributed, ten thousand at the most, and for how long the first one has.
CREATE OR REPLACE VIEW order_backlog AS
SELECT (SELECT count(*) FROM (SELECT FROM order_sale LIMIT 10000) s) AS waiting,
       coalesce((SELECT CAST(extract(epoch FROM now() - o.paid_at) AS bigint)
                   FROM order_sale s
                   JOIN orders o ON (o.producer_id, o.id) = (s.producer_id, s.order_id)
                  ORDER BY s.id LIMIT 1), 0) AS oldest_seconds;
REVOKE INSERT, UPDATE, DELETE ON order_backlog FROM livelihood_app;
