-- Tables like those that attribution writes: the same columns, checks, indexes and foreign keys, and nothing in them.
CREATE SCHEMA IF NOT EXISTS bench_copy;
DO $$
DECLARE
  tables text[] := ARRAY['attribution_line', 'attribution_revision', 'attribution_units', 'attribution_part',
                         'attribution_traced_sale', 'ledger_journal', 'ledger_posting'];
  name text;
  link record;
BEGIN
  FOREACH name IN ARRAY tables LOOP
    EXECUTE format('DROP TABLE IF EXISTS bench_copy.%1$I CASCADE', name);
    EXECUTE format('CREATE TABLE bench_copy.%1$I (LIKE public.%1$I INCLUDING ALL)', name);
  END LOOP;
  FOR link IN
    SELECT c.conrelid::regclass::text AS name, pg_get_constraintdef(c.oid) AS definition, f.relname = ANY(tables) AS near
      FROM pg_constraint c JOIN pg_class f ON f.oid = c.confrelid JOIN pg_class t ON t.oid = c.conrelid
     WHERE c.contype = 'f' AND t.relname = ANY(tables) AND t.relnamespace = 'public'::regnamespace
  LOOP
    EXECUTE format('ALTER TABLE bench_copy.%I ADD %s', link.name,
      CASE WHEN link.near THEN replace(link.definition, 'REFERENCES ', 'REFERENCES bench_copy.') ELSE link.definition END);
  END LOOP;
END $$;
