-- What can be sold of a SKU: one general pool (the zero session), and one for each live session that set units apart.
CREATE TABLE stock_pool (
  producer_id uuid    NOT NULL,
  sku_id      uuid    NOT NULL,
  session_id  uuid    NOT NULL DEFAULT '00000000-0000-0000-0000-000000000000',
  available   bigint  NOT NULL DEFAULT 0 CHECK (available >= 0),
  reserved    bigint  NOT NULL DEFAULT 0 CHECK (reserved >= 0),
  sold        bigint  NOT NULL DEFAULT 0 CHECK (sold >= 0),
  closed      boolean NOT NULL DEFAULT false,
  PRIMARY KEY (producer_id, sku_id, session_id)
) WITH (fillfactor = 50);
CREATE INDEX stock_pool_session ON stock_pool (producer_id, session_id);

-- One row for every change: units leave (negative) or enter (positive) what is available, reserved and sold.
CREATE TABLE stock_move (
  producer_id uuid        NOT NULL,
  sku_id      uuid        NOT NULL,
  session_id  uuid        NOT NULL,
  line_id     uuid        NOT NULL,
  kind        text        NOT NULL CHECK (kind IN ('ADD', 'POOL', 'RESERVE', 'SELL', 'RELEASE', 'RETURN')),
  units       bigint      NOT NULL CHECK (units <> 0),
  moved_at    timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (producer_id, line_id, kind, sku_id, session_id)
);
REVOKE UPDATE, DELETE ON stock_move FROM livelihood_app;

-- Gives reserved units of lines back, each line once; a closed session's units go to the general pool.
CREATE FUNCTION stock_release(producers uuid[], skus uuid[], sessions uuid[], lines uuid[], amounts bigint[])
RETURNS void LANGUAGE sql AS $$
  WITH line AS (
    SELECT * FROM unnest(producers, skus, sessions, lines, amounts) AS l (producer_id, sku_id, session_id, line_id, units)
  ), moved AS (
    INSERT INTO stock_move (producer_id, sku_id, session_id, line_id, kind, units)
    SELECT producer_id, sku_id, session_id, line_id, 'RELEASE', units FROM line
    RETURNING producer_id, sku_id, session_id, units
  ), locked AS (
    SELECT p.producer_id, p.sku_id, p.session_id, p.closed
      FROM stock_pool p
     WHERE (p.producer_id, p.sku_id) IN (SELECT producer_id, sku_id FROM moved)
     ORDER BY p.producer_id, p.sku_id, p.session_id
       FOR UPDATE
  ), change AS (
    SELECT m.producer_id, m.sku_id, m.session_id, 0 AS freed, sum(m.units) AS unreserved FROM moved m GROUP BY 1, 2, 3
    UNION ALL
    SELECT m.producer_id, m.sku_id,
           CASE WHEN l.closed THEN '00000000-0000-0000-0000-000000000000' ELSE m.session_id END, sum(m.units), 0
      FROM moved m JOIN locked l USING (producer_id, sku_id, session_id) GROUP BY 1, 2, 3
  ), whole AS (
    SELECT producer_id, sku_id, session_id, sum(freed) AS freed, sum(unreserved) AS unreserved
      FROM change GROUP BY 1, 2, 3
  )
  UPDATE stock_pool p SET available = p.available + w.freed, reserved = p.reserved - w.unreserved
    FROM whole w
   WHERE (p.producer_id, p.sku_id, p.session_id) = (w.producer_id, w.sku_id, w.session_id)
$$;

-- Turns reserved units of paid lines into sold ones.
CREATE FUNCTION stock_sell(producers uuid[], skus uuid[], sessions uuid[], lines uuid[], amounts bigint[])
RETURNS void LANGUAGE sql AS $$
  WITH line AS (
    SELECT * FROM unnest(producers, skus, sessions, lines, amounts) AS l (producer_id, sku_id, session_id, line_id, units)
  ), moved AS (
    INSERT INTO stock_move (producer_id, sku_id, session_id, line_id, kind, units)
    SELECT producer_id, sku_id, session_id, line_id, 'SELL', units FROM line
    RETURNING producer_id, sku_id, session_id, units
  ), whole AS (
    SELECT producer_id, sku_id, session_id, sum(units) AS units FROM moved GROUP BY 1, 2, 3
  ), locked AS (
    SELECT p.producer_id, p.sku_id, p.session_id, w.units
      FROM stock_pool p JOIN whole w USING (producer_id, sku_id, session_id)
     ORDER BY p.producer_id, p.sku_id, p.session_id
       FOR UPDATE OF p
  )
  UPDATE stock_pool p SET reserved = p.reserved - l.units, sold = p.sold + l.units
    FROM locked l
   WHERE (p.producer_id, p.sku_id, p.session_id) = (l.producer_id, l.sku_id, l.session_id)
$$;
