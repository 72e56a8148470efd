-- Gone: what goes back of a line is ruled in the program (LineBalance). The file stays, for Flyway misses a repeatable
-- migration that is taken away.
DROP FUNCTION IF EXISTS order_refund(uuid, uuid, uuid, bigint, bigint, bigint);
DROP FUNCTION IF EXISTS order_units_undone(order_line);
