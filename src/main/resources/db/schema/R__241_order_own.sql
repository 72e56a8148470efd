-- Gone: what the producer's own people buy is read over the whole way (trace_own_sale). The file stays, for Flyway
-- misses a repeatable migration that is taken away.
DROP FUNCTION IF EXISTS order_own(timestamptz);
