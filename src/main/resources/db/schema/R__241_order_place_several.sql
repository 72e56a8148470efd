-- Places what a quote promised of several producers: one order of each under one key, all or none. One producer's
-- order_place after the other, in the order of their ids; what a refusal finds placed already is rolled back.
--   by line: producers, order_ids (one a producer), line_ids, skus, quantities, quoted, discounts, shippings (what
--            sending the line's order costs)
-- Answers as order_place does for a batch of one.
CREATE OR REPLACE FUNCTION order_place_several(
  buyer uuid, buyer_key text, fingerprint bytea, session uuid, quote uuid,
  producers uuid[], order_ids uuid[], line_ids uuid[], skus uuid[], quantities bigint[], quoted bigint[],
  discounts bigint[], shippings bigint[], placed timestamptz, expires timestamptz
) RETURNS TABLE (o_request integer, o_outcome text, o_sku uuid, o_order uuid, o_line uuid, o_title text, o_option text,
                 o_image uuid, o_price bigint, o_quantity bigint)
LANGUAGE plpgsql AS $$
DECLARE
  made     uuid[];
  known    order_key;
  part     record;
  refused  record;
BEGIN
  SELECT q.order_ids INTO made FROM order_quote q WHERE q.id = quote FOR NO KEY UPDATE;
  SELECT k.* INTO known FROM order_key k WHERE (k.buyer_id, k.key) = (buyer, buyer_key);
  IF known.key IS NOT NULL AND known.fingerprint <> order_place_several.fingerprint THEN
    RETURN QUERY SELECT 1, 'KEY_REUSED', NULL::uuid, NULL::uuid, NULL::uuid, NULL::text, NULL::text, NULL::uuid,
                        NULL::bigint, NULL::bigint;
    RETURN;
  END IF;
  IF known.key IS NULL THEN
    INSERT INTO order_key (buyer_id, key, fingerprint, order_ids, created_at)
    VALUES (buyer, buyer_key, order_place_several.fingerprint,
            coalesce(made, ARRAY(SELECT DISTINCT unnest(order_place_several.order_ids))), placed)
    RETURNING order_key.* INTO known;
    IF made IS NULL THEN
      FOR part IN
        SELECT l.producer_id, l.order_id, array_agg(l.line_id ORDER BY l.n) AS lines,
               array_agg(l.sku_id ORDER BY l.n) AS skus, array_agg(l.units ORDER BY l.n) AS units,
               array_agg(l.quoted_fen ORDER BY l.n) AS prices, array_agg(l.discount_fen ORDER BY l.n) AS discounts,
               max(l.shipping_fen) AS shipping
          FROM unnest(producers, order_place_several.order_ids, line_ids, order_place_several.skus, quantities, quoted,
                      order_place_several.discounts, shippings)
                 WITH ORDINALITY AS l (producer_id, order_id, line_id, sku_id, units, quoted_fen, discount_fen,
                                       shipping_fen, n)
         GROUP BY l.producer_id, l.order_id
         ORDER BY l.producer_id
      LOOP
        SELECT p.* INTO refused
          FROM order_place(part.producer_id, ARRAY[buyer], ARRAY[NULL], ARRAY[NULL::bytea], ARRAY[session],
                           ARRAY[part.order_id], array_fill(1, ARRAY[cardinality(part.lines)]), part.lines,
                           part.skus, part.units, part.prices, placed, expires, NULL, part.discounts,
                           ARRAY[part.shipping]) p
         WHERE p.o_outcome <> 'PLACED';
        IF FOUND THEN
          RAISE EXCEPTION 'one of several orders is refused' USING ERRCODE = 'LH001';
        END IF;
      END LOOP;
      UPDATE order_quote q SET order_ids = known.order_ids WHERE q.id = quote;
      RETURN QUERY
        SELECT 1, 'PLACED', l.sku_id, l.order_id, l.id, l.title, l.option_name, l.image_id, l.price_fen, l.quantity
          FROM unnest(producers, order_place_several.order_ids, line_ids) WITH ORDINALITY
                 AS w (producer_id, order_id, line_id, n)
          JOIN order_line l ON (l.producer_id, l.order_id, l.id) = (w.producer_id, w.order_id, w.line_id)
         ORDER BY w.n;
      RETURN;
    END IF;
  END IF;
  RETURN QUERY
    SELECT 1, 'REPLAYED', NULL::uuid, placed_id, NULL::uuid, NULL::text, NULL::text, NULL::uuid, NULL::bigint,
           NULL::bigint
      FROM unnest(known.order_ids) AS placed_id;
EXCEPTION WHEN SQLSTATE 'LH001' THEN
  RETURN QUERY SELECT 1, refused.o_outcome, refused.o_sku, NULL::uuid, NULL::uuid, NULL::text, NULL::text, NULL::uuid,
                      NULL::bigint, NULL::bigint;
END $$;
