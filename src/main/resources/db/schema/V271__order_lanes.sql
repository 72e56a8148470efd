-- Batches of orders belong to one producer each: the functions of R__233_stock, R__241_order and
-- R__242_payment take the producer first.
DROP FUNCTION IF EXISTS order_place(uuid[], text[], bytea[], uuid[], integer[], uuid[], integer[], uuid[], uuid[],
                                    bigint[], bigint[], timestamptz, timestamptz, uuid[]);
DROP FUNCTION IF EXISTS order_end(uuid[], uuid[], text, timestamptz);
DROP FUNCTION IF EXISTS order_expire(timestamptz, integer);
DROP FUNCTION IF EXISTS order_settle(uuid[], uuid[], bigint[], timestamptz);
DROP FUNCTION IF EXISTS stock_lock(uuid[], uuid[], uuid[]);
DROP FUNCTION IF EXISTS stock_reserve(uuid[], uuid[], uuid[], uuid[], bigint[], smallint);
DROP FUNCTION IF EXISTS stock_finish(text, uuid[], uuid[], smallint[]);
DROP FUNCTION IF EXISTS stock_spoil(uuid[], uuid[], bigint[]);
DROP FUNCTION IF EXISTS payment_claim(uuid[], text[], bigint[], timestamptz);

-- An order is a request, and of the batch's producer.
ALTER TYPE order_wanted DROP ATTRIBUTE order_place, DROP ATTRIBUTE producer_id;

-- Queues go from producer to producer, and within one by time.
CREATE INDEX orders_expiring ON orders (producer_id, expires_at) WHERE status = 'AWAITING_PAYMENT';
DROP INDEX orders_awaiting;
CREATE INDEX attribution_line_releasable ON attribution_line (producer_id, paid_at, line_id) WHERE released < revision;
DROP INDEX attribution_line_unreleased;
