-- Which rules a line was first split by: refunds and recomputation keep to them.
ALTER TABLE attribution_line ADD formula integer NOT NULL DEFAULT 1 CHECK (formula > 0);
