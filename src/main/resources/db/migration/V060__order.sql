-- Orders: one buyer, one producer. Written by the functions below, which are the hot path: so no foreign keys between
-- these tables, whose check would cost a lookup and a row lock for every line.
CREATE TABLE orders (
  producer_id   uuid        NOT NULL,
  id            uuid        NOT NULL,
  buyer_id      uuid        NOT NULL,
  session_id    uuid,
  status        text        NOT NULL DEFAULT 'AWAITING_PAYMENT' CHECK (status IN ('AWAITING_PAYMENT', 'PAID', 'PACKED',
                  'SHIPPED', 'DELIVERED', 'COMPLETED', 'CANCELLED', 'EXPIRED')),
  total_fen     bigint      NOT NULL CHECK (total_fen >= 0),
  hold_round    smallint    NOT NULL DEFAULT 0,
  open_payments integer     NOT NULL DEFAULT 0 CHECK (open_payments >= 0),
  placed_at     timestamptz NOT NULL,
  expires_at    timestamptz NOT NULL,
  paid_at       timestamptz,
  ended_at      timestamptz,
  PRIMARY KEY (producer_id, id)
) WITH (fillfactor = 80);
CREATE INDEX orders_id ON orders (id);
CREATE INDEX orders_buyer ON orders (buyer_id, id);
CREATE INDEX orders_session ON orders (session_id, id) WHERE session_id IS NOT NULL;
CREATE INDEX orders_awaiting ON orders (expires_at) WHERE status = 'AWAITING_PAYMENT';

-- One SKU of an order, at the price and under the name that it had.
CREATE TABLE order_line (
  producer_id       uuid     NOT NULL,
  order_id          uuid     NOT NULL,
  id                uuid     NOT NULL,
  sku_id            uuid     NOT NULL,
  title             text     NOT NULL,
  option_name       text,
  image_id          uuid,
  price_fen         bigint   NOT NULL CHECK (price_fen >= 0),
  quantity          bigint   NOT NULL CHECK (quantity > 0),
  limited           boolean  NOT NULL,
  paid_fen          bigint   NOT NULL DEFAULT 0 CHECK (paid_fen BETWEEN 0 AND price_fen * quantity),
  refunded_fen      bigint   NOT NULL DEFAULT 0 CHECK (refunded_fen BETWEEN 0 AND paid_fen),
  returned_quantity bigint   NOT NULL DEFAULT 0 CHECK (returned_quantity BETWEEN 0 AND quantity),
  PRIMARY KEY (producer_id, order_id, id)
) WITH (fillfactor = 80);

-- Which orders a buyer's Idempotency-Key has made; over all producers, so a small table of its own. Forgotten after a day.
CREATE TABLE order_key (
  buyer_id    uuid        NOT NULL,
  key         text        NOT NULL,
  fingerprint bytea       NOT NULL,
  order_ids   uuid[]      NOT NULL,
  created_at  timestamptz NOT NULL,
  PRIMARY KEY (buyer_id, key)
);
CREATE INDEX order_key_created_at ON order_key USING brin (created_at);

-- Units that a buyer has bought of an item in a session, against the limit of the last order.
CREATE TABLE order_buyer_limit (
  producer_id uuid   NOT NULL,
  session_id  uuid   NOT NULL,
  sku_id      uuid   NOT NULL,
  buyer_id    uuid   NOT NULL,
  units       bigint NOT NULL,
  most        bigint NOT NULL,
  PRIMARY KEY (producer_id, session_id, sku_id, buyer_id),
  CONSTRAINT order_buyer_limit_kept CHECK (units BETWEEN 0 AND most)
) WITH (fillfactor = 80);

-- Outbox: lines that were paid or refunded and wait to be attributed.
CREATE TABLE order_sale (
  producer_id uuid   NOT NULL,
  id          bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
  order_id    uuid   NOT NULL,
  line_id     uuid   NOT NULL,
  session_id  uuid,
  PRIMARY KEY (producer_id, id)
);
CREATE INDEX order_sale_id ON order_sale (id);

-- What a buyer was told that her order would cost; nothing is reserved.
CREATE TABLE order_quote (
  id         uuid        NOT NULL PRIMARY KEY,
  buyer_id   uuid        NOT NULL,
  session_id uuid,
  expires_at timestamptz NOT NULL
);
CREATE TABLE order_quote_line (
  quote_id    uuid   NOT NULL REFERENCES order_quote (id) ON DELETE CASCADE,
  n           integer NOT NULL,
  producer_id uuid   NOT NULL,
  sku_id      uuid   NOT NULL,
  quantity    bigint NOT NULL CHECK (quantity > 0),
  price_fen   bigint NOT NULL CHECK (price_fen >= 0),
  PRIMARY KEY (quote_id, n)
);

CREATE TYPE order_wanted AS (
  n integer, request integer, order_place integer, line_id uuid, sku_id uuid, units bigint, buyer_id uuid,
  session_id uuid, producer_id uuid, price_fen bigint, title text, option_name text, image_id uuid, pool_session uuid,
  most bigint, flaw text, pool integer, counter integer
);

-- Places many requests at once, in the order given: each has its own outcome and never touches its neighbours.
--   by request: buyers, keys, fingerprints, sessions (null outside of a room)
--   by order:   requests (place of its request), order_ids
--   by line:    order_places (place of its order, rising), line_ids, skus, quantities, quoted (price of the quote, or null);
--               a SKU stands once in a request
-- All lines of a request are granted or none. Outcomes: PLACED, with one row a line; REPLAYED, with one row an order;
-- KEY_REUSED, KEY_IN_FLIGHT, UNKNOWN_SKU, NOT_SELLABLE, NOT_SHOWN, SEVERAL_PRODUCERS, PRICE_CHANGED, LIMIT_REACHED,
-- SOLD_OUT, with the SKU to blame. One order, as a benchmark calls it:
--   SELECT * FROM order_place(ARRAY[:buyer]::uuid[], ARRAY['key'], ARRAY['\x00'::bytea], ARRAY[:session]::uuid[],
--     ARRAY[1], ARRAY[:order]::uuid[], ARRAY[1], ARRAY[:line]::uuid[], ARRAY[:sku]::uuid[], ARRAY[1]::bigint[],
--     ARRAY[NULL]::bigint[], now(), now() + interval '15 minutes')
CREATE FUNCTION order_place(
  buyers uuid[], keys text[], fingerprints bytea[], sessions uuid[],
  requests integer[], order_ids uuid[],
  order_places integer[], line_ids uuid[], skus uuid[], quantities bigint[], quoted bigint[],
  placed timestamptz, expires timestamptz
) RETURNS TABLE (o_request integer, o_outcome text, o_sku uuid, o_order uuid, o_producer uuid, o_line uuid, o_title text,
                 o_option text, o_image uuid, o_price bigint, o_quantity bigint)
LANGUAGE plpgsql AS $$
DECLARE
  nobody CONSTANT uuid := '00000000-0000-0000-0000-000000000000';
  wanted     order_wanted[];
  w          order_wanted;
  left_units bigint[];
  bought     bigint[];
  outcomes   text[];
  culprits   uuid[];
  leaders    integer[];
  verdict    text;
  first_line integer;
  line       integer := 1;
  any_limit  boolean;
  any_placed boolean := false;
BEGIN
  -- What is asked for, at the offers of now.
  SELECT array_agg(ROW(a.n, a.request, a.order_place, a.line_id, a.sku_id, a.units, a.buyer_id, a.session_id,
                       a.producer_id, a.price_fen, a.title, a.option_name, a.image_id, a.pool_session, a.most, a.flaw,
                       a.pool, a.counter)::order_wanted ORDER BY a.request, a.n),
         bool_or(a.most IS NOT NULL)
    INTO wanted, any_limit
    FROM (SELECT b.*,
                 CASE WHEN b.producer_id IS NULL THEN 'UNKNOWN_SKU'
                      WHEN NOT b.sellable THEN 'NOT_SELLABLE'
                      WHEN b.session_id IS NOT NULL AND NOT b.shown THEN 'NOT_SHOWN'
                      WHEN b.producer_id <> first_value(b.producer_id) OVER (PARTITION BY b.order_place ORDER BY b.n)
                        THEN 'SEVERAL_PRODUCERS'
                      WHEN b.quoted_fen <> b.price_fen THEN 'PRICE_CHANGED'
                 END AS flaw,
                 dense_rank() OVER (ORDER BY b.producer_id, b.sku_id, b.pool_session) AS pool,
                 dense_rank() OVER (ORDER BY b.producer_id, b.session_id, b.sku_id, b.buyer_id) AS counter
            FROM (SELECT l.n, requests[l.order_place] AS request, l.order_place, l.line_id, l.sku_id, l.units,
                         l.quoted_fen, buyers[requests[l.order_place]] AS buyer_id,
                         sessions[requests[l.order_place]] AS session_id,
                         c.producer_id, coalesce(o.live_price_fen, c.price_fen) AS price_fen, c.sellable, c.title,
                         c.option_name, c.image_id, o.sku_id IS NOT NULL AS shown, o.buyer_limit AS most,
                         CASE WHEN o.own_pool THEN o.session_id ELSE nobody END AS pool_session
                    FROM unnest(order_places, line_ids, skus, quantities, quoted) WITH ORDINALITY
                           AS l (order_place, line_id, sku_id, units, quoted_fen, n)
                    LEFT JOIN catalog_offer c ON c.sku_id = l.sku_id
                    LEFT JOIN live_offer o ON o.session_id = sessions[requests[l.order_place]] AND o.sku_id = l.sku_id
                 ) b
         ) a;

  -- The counters of stock, locked in the order of their keys until this transaction ends.
  SELECT stock_lock(array_agg(p.producer_id ORDER BY p.pool), array_agg(p.sku_id ORDER BY p.pool),
                    array_agg(p.pool_session ORDER BY p.pool))
    INTO left_units
    FROM (SELECT DISTINCT ON (u.pool) u.pool, u.producer_id, u.sku_id, u.pool_session FROM unnest(wanted) u) p;

  IF any_limit THEN
    SELECT array_agg(coalesce(b.units, 0) ORDER BY c.counter) INTO bought
      FROM (SELECT DISTINCT ON (u.counter) u.counter, u.producer_id, u.session_id, u.sku_id, u.buyer_id
              FROM unnest(wanted) u) c
      LEFT JOIN order_buyer_limit b
        ON (b.producer_id, b.session_id, b.sku_id, b.buyer_id) = (c.producer_id, c.session_id, c.sku_id, c.buyer_id);
  END IF;

  -- Keys that were used before, and keys that stand twice in this batch: the first one leads.
  SELECT array_agg(CASE WHEN k.key IS NULL THEN NULL
                        WHEN k.fingerprint = r.fingerprint THEN 'REPLAYED' ELSE 'KEY_REUSED' END ORDER BY r.n),
         array_agg(r.leader ORDER BY r.n)
    INTO outcomes, leaders
    FROM (SELECT q.*, min(q.n) OVER (PARTITION BY q.buyer_id, q.key) AS leader
            FROM unnest(buyers, keys, fingerprints) WITH ORDINALITY AS q (buyer_id, key, fingerprint, n)) r
    LEFT JOIN order_key k ON (k.buyer_id, k.key) = (r.buyer_id, r.key);
  culprits := array_fill(NULL::uuid, ARRAY[cardinality(keys)]);

  -- One request after the other takes what is left.
  FOR r IN 1 .. cardinality(keys) LOOP
    verdict := outcomes[r];
    IF verdict IS NULL AND leaders[r] < r THEN
      culprits[r] := culprits[leaders[r]];
      verdict := CASE WHEN outcomes[leaders[r]] IN ('PLACED', 'REPLAYED')
                      THEN CASE WHEN fingerprints[r] = fingerprints[leaders[r]] THEN 'REPLAYED' ELSE 'KEY_REUSED' END
                      WHEN fingerprints[r] = fingerprints[leaders[r]] THEN outcomes[leaders[r]]
                      ELSE 'KEY_IN_FLIGHT' END;
    END IF;
    first_line := line;
    LOOP
      w := wanted[line];
      EXIT WHEN w.request IS DISTINCT FROM r;
      line := line + 1;
      IF verdict IS NULL THEN
        verdict := CASE WHEN w.flaw IS NOT NULL THEN w.flaw
                        WHEN w.most IS NOT NULL AND bought[w.counter] + w.units > w.most THEN 'LIMIT_REACHED'
                        WHEN left_units[w.pool] < w.units THEN 'SOLD_OUT' END;
        IF verdict IS NOT NULL THEN
          culprits[r] := w.sku_id;
        END IF;
      END IF;
    END LOOP;
    IF verdict IS NULL THEN
      verdict := 'PLACED';
      any_placed := true;
      FOR taken IN first_line .. line - 1 LOOP
        w := wanted[taken];
        left_units[w.pool] := left_units[w.pool] - w.units;
        IF w.most IS NOT NULL THEN
          bought[w.counter] := bought[w.counter] + w.units;
        END IF;
      END LOOP;
    END IF;
    outcomes[r] := verdict;
  END LOOP;

  IF any_placed THEN
    INSERT INTO order_key (buyer_id, key, fingerprint, order_ids, created_at)
    SELECT buyers[o.request], keys[o.request], fingerprints[o.request], array_agg(o.id), placed
      FROM unnest(requests, order_ids) AS o (request, id)
     WHERE outcomes[o.request] = 'PLACED'
     GROUP BY o.request
     ORDER BY buyers[o.request], keys[o.request];

    INSERT INTO orders (producer_id, id, buyer_id, session_id, total_fen, placed_at, expires_at)
    SELECT u.producer_id, order_ids[u.order_place], u.buyer_id, u.session_id, sum(u.price_fen * u.units), placed, expires
      FROM unnest(wanted) u
     WHERE outcomes[u.request] = 'PLACED'
     GROUP BY u.order_place, u.producer_id, u.buyer_id, u.session_id
     ORDER BY u.order_place;

    INSERT INTO order_line (producer_id, order_id, id, sku_id, title, option_name, image_id, price_fen, quantity, limited)
    SELECT u.producer_id, order_ids[u.order_place], u.line_id, u.sku_id, u.title, u.option_name, u.image_id,
           u.price_fen, u.units, u.most IS NOT NULL
      FROM unnest(wanted) u
     WHERE outcomes[u.request] = 'PLACED';

    PERFORM stock_reserve(array_agg(u.producer_id), array_agg(u.line_id), array_agg(u.sku_id),
                          array_agg(u.pool_session), array_agg(u.units), 0::smallint)
       FROM unnest(wanted) u
      WHERE outcomes[u.request] = 'PLACED';

    IF any_limit THEN
      INSERT INTO order_buyer_limit AS b (producer_id, session_id, sku_id, buyer_id, units, most)
      SELECT u.producer_id, u.session_id, u.sku_id, u.buyer_id, sum(u.units), max(u.most)
        FROM unnest(wanted) u
       WHERE outcomes[u.request] = 'PLACED' AND u.most IS NOT NULL
       GROUP BY u.producer_id, u.session_id, u.sku_id, u.buyer_id
       ORDER BY u.producer_id, u.session_id, u.sku_id, u.buyer_id
          ON CONFLICT (producer_id, session_id, sku_id, buyer_id)
          DO UPDATE SET units = b.units + excluded.units, most = excluded.most;
    END IF;
  END IF;

  RETURN QUERY
    SELECT u.request, 'PLACED', u.sku_id, order_ids[u.order_place], u.producer_id, u.line_id, u.title, u.option_name,
           u.image_id, u.price_fen, u.units
      FROM unnest(wanted) u
     WHERE any_placed AND outcomes[u.request] = 'PLACED';
  RETURN QUERY
    SELECT r.n::integer, r.outcome, r.culprit, k.order_id, NULL::uuid, NULL::uuid, NULL::text, NULL::text, NULL::uuid,
           NULL::bigint, NULL::bigint
      FROM unnest(outcomes, culprits) WITH ORDINALITY AS r (outcome, culprit, n)
      LEFT JOIN LATERAL (SELECT unnest(y.order_ids) AS order_id FROM order_key y
                          WHERE r.outcome = 'REPLAYED' AND y.buyer_id = buyers[r.n] AND y.key = keys[r.n]) k ON true
     WHERE r.outcome <> 'PLACED';
END $$;

-- Ends orders that wait for payment, as CANCELLED or EXPIRED: what they held and what they counted against limits is given
-- back, once. Orders in any other state are passed over. Returns how many ended.
CREATE FUNCTION order_end(producers uuid[], ids uuid[], new_status text, ended timestamptz)
RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  done_producers uuid[];
  done_ids       uuid[];
BEGIN
  WITH done AS (
    UPDATE orders o
       SET status = new_status, ended_at = ended
      FROM unnest(producers, ids) AS w (producer_id, id)
     WHERE (o.producer_id, o.id) = (w.producer_id, w.id) AND o.status = 'AWAITING_PAYMENT'
    RETURNING o.producer_id, o.id
  )
  SELECT array_agg(d.producer_id), array_agg(d.id) INTO done_producers, done_ids FROM done d;
  IF done_ids IS NULL THEN
    RETURN 0;
  END IF;

  PERFORM stock_finish('RELEASE', array_agg(l.producer_id), array_agg(l.id), array_agg(o.hold_round))
     FROM unnest(done_producers, done_ids) AS w (producer_id, id)
     JOIN orders o USING (producer_id, id)
     JOIN order_line l ON (l.producer_id, l.order_id) = (o.producer_id, o.id);

  PERFORM 1
     FROM order_buyer_limit b
    WHERE (b.producer_id, b.session_id, b.sku_id, b.buyer_id) IN (
            SELECT o.producer_id, o.session_id, l.sku_id, o.buyer_id
              FROM unnest(done_producers, done_ids) AS w (producer_id, id)
              JOIN orders o USING (producer_id, id)
              JOIN order_line l ON (l.producer_id, l.order_id) = (o.producer_id, o.id)
             WHERE l.limited)
    ORDER BY b.producer_id, b.session_id, b.sku_id, b.buyer_id
      FOR NO KEY UPDATE;
  UPDATE order_buyer_limit b
     SET units = b.units - g.units
    FROM (SELECT o.producer_id, o.session_id, l.sku_id, o.buyer_id, sum(l.quantity) AS units
            FROM unnest(done_producers, done_ids) AS w (producer_id, id)
            JOIN orders o USING (producer_id, id)
            JOIN order_line l ON (l.producer_id, l.order_id) = (o.producer_id, o.id)
           WHERE l.limited
           GROUP BY o.producer_id, o.session_id, l.sku_id, o.buyer_id) g
   WHERE (b.producer_id, b.session_id, b.sku_id, b.buyer_id) = (g.producer_id, g.session_id, g.sku_id, g.buyer_id);
  RETURN cardinality(done_ids);
END $$;

-- Ends up to so many orders whose time is over and that no open payment holds. Several nodes may do this at once.
CREATE FUNCTION order_expire(at timestamptz, most integer) RETURNS integer LANGUAGE sql AS $$
  SELECT coalesce(order_end(array_agg(d.producer_id), array_agg(d.id), 'EXPIRED', at), 0)
    FROM (SELECT o.producer_id, o.id
            FROM orders o
           WHERE o.status = 'AWAITING_PAYMENT' AND o.open_payments = 0 AND o.expires_at <= at
           ORDER BY o.expires_at
           LIMIT most
             FOR NO KEY UPDATE SKIP LOCKED) d
$$;

-- Money has arrived for orders. PAID: the order waited for it, or had expired and could hold its units again. EXTRA: it was
-- paid before, was cancelled, or what it held is gone: the money has to go back. One row for each place of the arrays.
CREATE FUNCTION order_settle(producers uuid[], ids uuid[], amounts bigint[], at timestamptz)
RETURNS TABLE (place integer, outcome text) LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  outcomes text[];
  late     record;
BEGIN
  PERFORM 1 FROM orders o
   WHERE (o.producer_id, o.id) IN (SELECT * FROM unnest(producers, ids))
   ORDER BY o.producer_id, o.id
     FOR NO KEY UPDATE;
  SELECT array_agg(CASE WHEN w.nth > 1 OR o.total_fen IS DISTINCT FROM w.amount THEN 'EXTRA'
                        WHEN o.status = 'AWAITING_PAYMENT' THEN 'PAID'
                        WHEN o.status = 'EXPIRED' THEN 'LATE'
                        ELSE 'EXTRA' END ORDER BY w.n)
    INTO outcomes
    FROM (SELECT a.*, row_number() OVER (PARTITION BY a.producer_id, a.id ORDER BY a.n) AS nth
            FROM unnest(producers, ids, amounts) WITH ORDINALITY AS a (producer_id, id, amount, n)) w
    LEFT JOIN orders o USING (producer_id, id);

  FOR late IN
    SELECT r.n, o.producer_id, o.id, o.session_id, o.buyer_id, o.hold_round
      FROM unnest(outcomes) WITH ORDINALITY AS r (outcome, n)
      JOIN orders o ON (o.producer_id, o.id) = (producers[r.n], ids[r.n])
     WHERE r.outcome = 'LATE'
  LOOP
    outcomes[late.n] := CASE WHEN order_revive(late.producer_id, late.id, late.session_id, late.buyer_id, late.hold_round)
                             THEN 'PAID' ELSE 'EXTRA' END;
  END LOOP;

  UPDATE orders o
     SET status = 'PAID', paid_at = at, ended_at = NULL
    FROM unnest(producers, ids, outcomes) AS w (producer_id, id, outcome)
   WHERE (o.producer_id, o.id) = (w.producer_id, w.id) AND w.outcome = 'PAID';
  UPDATE order_line l
     SET paid_fen = l.price_fen * l.quantity
    FROM unnest(producers, ids, outcomes) AS w (producer_id, order_id, outcome)
   WHERE (l.producer_id, l.order_id) = (w.producer_id, w.order_id) AND w.outcome = 'PAID';
  INSERT INTO order_sale (producer_id, order_id, line_id, session_id)
  SELECT o.producer_id, o.id, l.id, o.session_id
    FROM unnest(producers, ids, outcomes) WITH ORDINALITY AS w (producer_id, id, outcome, n)
    JOIN orders o USING (producer_id, id)
    JOIN order_line l ON (l.producer_id, l.order_id) = (o.producer_id, o.id)
   WHERE w.outcome = 'PAID'
   ORDER BY w.n;
  PERFORM stock_finish('SELL', array_agg(l.producer_id), array_agg(l.id), array_agg(o.hold_round))
     FROM unnest(producers, ids, outcomes) AS w (producer_id, id, outcome)
     JOIN orders o USING (producer_id, id)
     JOIN order_line l ON (l.producer_id, l.order_id) = (o.producer_id, o.id)
    WHERE w.outcome = 'PAID'
   HAVING count(*) > 0;
  RETURN QUERY SELECT r.n::integer, r.outcome FROM unnest(outcomes) WITH ORDINALITY AS r (outcome, n);
END $$;

-- Holds again what an expired order held, and counts it against the buyer's limits; all of it or nothing.
CREATE FUNCTION order_revive(producer uuid, id uuid, session uuid, buyer uuid, held smallint)
RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
  lines uuid[];
BEGIN
  SELECT array_agg(l.id) INTO lines FROM order_line l WHERE l.producer_id = producer AND l.order_id = order_revive.id;
  IF NOT stock_hold_again(producer, lines, (held + 1)::smallint) THEN
    RETURN false;
  END IF;
  UPDATE order_buyer_limit b
     SET units = b.units + l.quantity
    FROM order_line l
   WHERE l.producer_id = producer AND l.order_id = order_revive.id AND l.limited
     AND (b.producer_id, b.session_id, b.sku_id, b.buyer_id) = (producer, session, l.sku_id, buyer);
  UPDATE orders o SET hold_round = held + 1 WHERE o.producer_id = producer AND o.id = order_revive.id;
  RETURN true;
EXCEPTION WHEN check_violation THEN
  RETURN false;
END $$;

-- Takes money of a paid line back: so much, or all that is left (null). When nothing is left of a line that has not been
-- packed, its units go back to stock. No row: no such line. Outcomes: REFUNDED; NOT_PAID; TOO_MUCH, with what is left.
CREATE FUNCTION order_refund(producer uuid, order_key uuid, line_key uuid, amount bigint)
RETURNS TABLE (outcome text, amount_fen bigint, returned_quantity bigint) LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  o       orders;
  l       order_line;
  fen     bigint;
  returns boolean;
BEGIN
  SELECT x.* INTO o FROM orders x WHERE x.producer_id = producer AND x.id = order_key FOR NO KEY UPDATE;
  SELECT x.* INTO l FROM order_line x
   WHERE x.producer_id = producer AND x.order_id = order_key AND x.id = line_key
     FOR NO KEY UPDATE;
  IF l.id IS NULL THEN
    RETURN;
  END IF;
  IF o.paid_at IS NULL THEN
    RETURN QUERY SELECT 'NOT_PAID', 0::bigint, 0::bigint;
    RETURN;
  END IF;
  fen := coalesce(amount, l.paid_fen - l.refunded_fen);
  IF fen <= 0 OR l.refunded_fen + fen > l.paid_fen THEN
    RETURN QUERY SELECT 'TOO_MUCH', l.paid_fen - l.refunded_fen, 0::bigint;
    RETURN;
  END IF;
  returns := l.refunded_fen + fen = l.paid_fen AND o.status = 'PAID' AND l.returned_quantity = 0;
  UPDATE order_line x
     SET refunded_fen = x.refunded_fen + fen,
         returned_quantity = CASE WHEN returns THEN x.quantity ELSE x.returned_quantity END
   WHERE x.producer_id = producer AND x.order_id = order_key AND x.id = line_key;
  IF returns THEN
    PERFORM stock_finish('RETURN', ARRAY[producer], ARRAY[line_key], ARRAY[o.hold_round]);
  END IF;
  INSERT INTO order_sale (producer_id, order_id, line_id, session_id) VALUES (producer, order_key, line_key, o.session_id);
  RETURN QUERY SELECT 'REFUNDED', fen, CASE WHEN returns THEN l.quantity ELSE 0::bigint END;
END $$;
