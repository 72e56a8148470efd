-- Places many requests of one producer at once, in the order given: each has its own outcome and never touches its
-- neighbours.
--   by request: buyers, keys (null where the caller has seen to it), fingerprints, sessions (null outside of a room),
--               order_ids, quotes (null, or null for who has none), shippings (what sending costs; null for nothing)
--   by line:    requests (place of its request, rising), line_ids, skus, quantities, quoted (price of the quote, or
--               null), discounts (what is taken off the line; null for nothing); a SKU stands once in a request
-- A quote is bought once: asked for again, under whatever key, it is answered with the orders that it made.
-- All lines of a request are granted or none. Outcomes: PLACED, with one row a line; REPLAYED, with one row an order;
-- KEY_REUSED, KEY_IN_FLIGHT, UNKNOWN_SKU (also of another producer), NOT_SELLABLE, NOT_SHOWN, PRICE_CHANGED,
-- LIMIT_REACHED, SOLD_OUT, with the SKU to blame. One order, as a benchmark calls it:
--   SELECT * FROM order_place(:producer, ARRAY[:buyer]::uuid[], ARRAY['key'], ARRAY['\x00'::bytea],
--     ARRAY[:session]::uuid[], ARRAY[:order]::uuid[], ARRAY[1], ARRAY[:line]::uuid[], ARRAY[:sku]::uuid[],
--     ARRAY[1]::bigint[], ARRAY[NULL]::bigint[], now(), now() + interval '15 minutes')
CREATE OR REPLACE FUNCTION order_place(
  producer uuid, buyers uuid[], keys text[], fingerprints bytea[], sessions uuid[], order_ids uuid[],
  requests integer[], line_ids uuid[], skus uuid[], quantities bigint[], quoted bigint[],
  placed timestamptz, expires timestamptz, quotes uuid[] DEFAULT NULL, discounts bigint[] DEFAULT NULL,
  shippings bigint[] DEFAULT NULL
) RETURNS TABLE (o_request integer, o_outcome text, o_sku uuid, o_order uuid, o_line uuid, o_title text, o_option text,
                 o_image uuid, o_price bigint, o_quantity bigint)
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
  bought_before uuid[];
BEGIN
  -- Quotes before counters, always: of two who buy one at the same time, the second sees what the first has made of it.
  IF quotes IS NOT NULL THEN
    PERFORM 1 FROM order_quote q WHERE q.id = ANY(quotes) ORDER BY q.id FOR NO KEY UPDATE;
    SELECT array_agg(q.id) INTO bought_before FROM order_quote q WHERE q.id = ANY(quotes) AND q.order_ids IS NOT NULL;
  END IF;

  -- What is asked for, at the offers of now.
  SELECT array_agg(ROW(a.n, a.request, a.line_id, a.sku_id, a.units, a.buyer_id, a.session_id, a.price_fen, a.title,
                       a.option_name, a.image_id, a.pool_session, a.most, a.flaw, a.pool, a.counter)::order_wanted
                   ORDER BY a.request, a.n),
         bool_or(a.most IS NOT NULL)
    INTO wanted, any_limit
    FROM (SELECT b.*,
                 CASE WHEN NOT b.known THEN 'UNKNOWN_SKU'
                      WHEN NOT b.sellable THEN 'NOT_SELLABLE'
                      WHEN b.session_id IS NOT NULL AND NOT b.shown THEN 'NOT_SHOWN'
                      WHEN b.quoted_fen <> b.price_fen THEN 'PRICE_CHANGED'
                 END AS flaw,
                 dense_rank() OVER (ORDER BY b.sku_id, b.pool_session) AS pool,
                 dense_rank() OVER (ORDER BY b.session_id, b.sku_id, b.buyer_id) AS counter
            FROM (SELECT l.n, l.request, l.line_id, l.sku_id, l.units, l.quoted_fen, buyers[l.request] AS buyer_id,
                         sessions[l.request] AS session_id, c.sku_id IS NOT NULL AS known,
                         coalesce(o.live_price_fen, c.price_fen) AS price_fen, c.sellable, c.title, c.option_name,
                         c.image_id, o.sku_id IS NOT NULL AS shown, o.buyer_limit AS most,
                         CASE WHEN o.own_pool THEN o.session_id ELSE nobody END AS pool_session
                    FROM unnest(requests, line_ids, skus, quantities, quoted) WITH ORDINALITY
                           AS l (request, line_id, sku_id, units, quoted_fen, n)
                    LEFT JOIN catalog_offer c ON c.producer_id = producer AND c.sku_id = l.sku_id
                    LEFT JOIN live_offer o ON o.producer_id = producer
                         AND o.session_id = sessions[l.request] AND o.sku_id = l.sku_id
                 ) b
         ) a;

  -- The counters of stock, locked in the order of their keys until this transaction ends.
  SELECT stock_lock(producer, array_agg(p.sku_id ORDER BY p.pool), array_agg(p.pool_session ORDER BY p.pool))
    INTO left_units
    FROM (SELECT DISTINCT ON (u.pool) u.pool, u.sku_id, u.pool_session FROM unnest(wanted) u) p;

  IF any_limit THEN
    SELECT array_agg(coalesce(b.units, 0) ORDER BY c.counter) INTO bought
      FROM (SELECT DISTINCT ON (u.counter) u.counter, u.session_id, u.sku_id, u.buyer_id FROM unnest(wanted) u) c
      LEFT JOIN order_buyer_limit b
        ON (b.producer_id, b.session_id, b.sku_id, b.buyer_id) = (producer, c.session_id, c.sku_id, c.buyer_id);
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
      verdict := CASE WHEN outcomes[leaders[r]] IN ('PLACED', 'REPLAYED', 'BOUGHT')
                      THEN CASE WHEN fingerprints[r] = fingerprints[leaders[r]] THEN 'REPLAYED' ELSE 'KEY_REUSED' END
                      WHEN fingerprints[r] = fingerprints[leaders[r]] THEN outcomes[leaders[r]]
                      ELSE 'KEY_IN_FLIGHT' END;
    END IF;
    IF verdict IS NULL AND quotes[r] = ANY(bought_before) THEN
      verdict := 'BOUGHT';
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
      bought_before := bought_before || quotes[r];
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
    SELECT r.buyer_id, r.key, r.fingerprint, ARRAY[r.order_id], placed
      FROM unnest(outcomes, buyers, keys, fingerprints, order_ids) AS r (outcome, buyer_id, key, fingerprint, order_id)
     WHERE r.outcome = 'PLACED' AND r.key IS NOT NULL
     ORDER BY r.buyer_id, r.key;

    IF quotes IS NOT NULL THEN
      UPDATE order_quote q
         SET order_ids = ARRAY[r.order_id]
        FROM unnest(outcomes, quotes, order_place.order_ids) AS r (outcome, quote_id, order_id)
       WHERE r.outcome = 'PLACED' AND q.id = r.quote_id;
    END IF;

    INSERT INTO orders (producer_id, id, buyer_id, session_id, total_fen, shipping_fen, placed_at, expires_at)
    SELECT producer, order_ids[u.request], u.buyer_id, u.session_id,
           sum(u.price_fen * u.units - coalesce(discounts[u.n], 0)) + coalesce(shippings[u.request], 0),
           coalesce(shippings[u.request], 0), placed, expires
      FROM unnest(wanted) u
     WHERE outcomes[u.request] = 'PLACED'
     GROUP BY u.request, u.buyer_id, u.session_id
     ORDER BY u.request;

    INSERT INTO order_line (producer_id, order_id, id, sku_id, title, option_name, image_id, price_fen, quantity,
                            discount_fen, limited)
    SELECT producer, order_ids[u.request], u.line_id, u.sku_id, u.title, u.option_name, u.image_id, u.price_fen,
           u.units, coalesce(discounts[u.n], 0), u.most IS NOT NULL
      FROM unnest(wanted) u
     WHERE outcomes[u.request] = 'PLACED';

    PERFORM stock_reserve(producer, array_agg(u.line_id), array_agg(u.sku_id), array_agg(u.pool_session),
                          array_agg(u.units), 0::smallint)
       FROM unnest(wanted) u
      WHERE outcomes[u.request] = 'PLACED';

    IF any_limit THEN
      INSERT INTO order_buyer_limit AS b (producer_id, session_id, sku_id, buyer_id, units, most)
      SELECT producer, u.session_id, u.sku_id, u.buyer_id, sum(u.units), max(u.most)
        FROM unnest(wanted) u
       WHERE outcomes[u.request] = 'PLACED' AND u.most IS NOT NULL
       GROUP BY u.session_id, u.sku_id, u.buyer_id
       ORDER BY u.session_id, u.sku_id, u.buyer_id
          ON CONFLICT (producer_id, session_id, sku_id, buyer_id)
          DO UPDATE SET units = b.units + excluded.units, most = excluded.most;
    END IF;
  END IF;

  IF 'BOUGHT' = ANY(outcomes) THEN
    INSERT INTO order_key (buyer_id, key, fingerprint, order_ids, created_at)
    SELECT buyers[r.n], keys[r.n], fingerprints[r.n], q.order_ids, placed
      FROM unnest(outcomes) WITH ORDINALITY AS r (outcome, n)
      JOIN order_quote q ON q.id = quotes[r.n]
     WHERE r.outcome = 'BOUGHT'
     ORDER BY buyers[r.n], keys[r.n];
    outcomes := array_replace(outcomes, 'BOUGHT', 'REPLAYED');
  END IF;

  RETURN QUERY
    SELECT u.request, 'PLACED', u.sku_id, order_ids[u.request], u.line_id, u.title, u.option_name, u.image_id,
           u.price_fen, u.units
      FROM unnest(wanted) u
     WHERE any_placed AND outcomes[u.request] = 'PLACED';
  RETURN QUERY
    SELECT r.n::integer, r.outcome, r.culprit, k.order_id, NULL::uuid, NULL::text, NULL::text, NULL::uuid,
           NULL::bigint, NULL::bigint
      FROM unnest(outcomes, culprits) WITH ORDINALITY AS r (outcome, culprit, n)
      LEFT JOIN LATERAL (SELECT unnest(y.order_ids) AS order_id FROM order_key y
                          WHERE r.outcome = 'REPLAYED' AND y.buyer_id = buyers[r.n] AND y.key = keys[r.n]) k ON true
     WHERE r.outcome <> 'PLACED';
END $$;
