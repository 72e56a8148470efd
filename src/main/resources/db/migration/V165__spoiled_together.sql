-- Units that came back unfit for sale, of many lines at once: their pools are locked together, in the order in which
-- anything locks pools.
DROP FUNCTION stock_spoil(uuid, uuid, bigint);
CREATE FUNCTION stock_spoil(producers uuid[], lines uuid[], quantities bigint[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  skus     uuid[];
  sessions uuid[];
BEGIN
  SELECT array_agg(sold.sku_id ORDER BY asked.n), array_agg(sold.session_id ORDER BY asked.n) INTO skus, sessions
    FROM unnest(producers, lines) WITH ORDINALITY AS asked (producer_id, line, n)
    LEFT JOIN LATERAL (SELECT m.sku_id, m.session_id FROM stock_move m
                        WHERE (m.producer_id, m.reference_id, m.kind) = (asked.producer_id, asked.line, 'SELL')
                        ORDER BY m.round DESC LIMIT 1) sold ON true;
  IF array_position(skus, NULL) IS NOT NULL THEN
    RAISE EXCEPTION 'a line that was never sold cannot spoil' USING ERRCODE = 'no_data_found';
  END IF;
  PERFORM stock_lock(producers, skus, sessions);

  INSERT INTO stock_move (producer_id, reference_id, kind, round, sku_id, session_id, units)
  SELECT t.producer_id, t.line, 'SPOIL',
         coalesce((SELECT max(m.round) + 1 FROM stock_move m
                    WHERE (m.producer_id, m.reference_id, m.kind) = (t.producer_id, t.line, 'SPOIL')), 0),
         t.sku_id, t.session_id, t.units
    FROM unnest(producers, lines, skus, sessions, quantities) AS t (producer_id, line, sku_id, session_id, units);
  UPDATE stock_pool p
     SET sold = p.sold - t.units
    FROM (SELECT producer_id, sku_id, session_id, CAST(sum(units) AS bigint) AS units
            FROM unnest(producers, skus, sessions, quantities) AS one (producer_id, sku_id, session_id, units)
           GROUP BY producer_id, sku_id, session_id) t
   WHERE (p.producer_id, p.sku_id, p.session_id) = (t.producer_id, t.sku_id, t.session_id);
END $$;
