-- Units of a line that count no longer against its buyer's limit: those of which goods and money are both back.
CREATE OR REPLACE FUNCTION order_units_undone(line order_line) RETURNS bigint LANGUAGE sql IMMUTABLE AS $$
  SELECT least(line.returned_quantity + line.spoiled_quantity,
               CASE WHEN line.paid_fen = 0 THEN line.quantity
                    ELSE CAST(div(CAST(line.refunded_fen AS numeric) * line.quantity, line.paid_fen) AS bigint) END)
$$;

-- Takes money of a paid line back, and goods of it.
--   amount   fen; null: what was paid for the units, or all that is left where these are the last ones or none are
--            named
--   units    that came back fit for sale; null: none, but all that are left when nothing is left of the money of an
--            unpacked line and none came back spoiled: they never went out
--   spoiled  units that came back unfit for sale
-- No row: no such line. Outcomes: REFUNDED; NOT_PAID; TOO_MUCH and TOO_MANY, with what is left of money and units.
CREATE OR REPLACE FUNCTION order_refund(producer uuid, order_key uuid, line_key uuid, amount bigint, units bigint,
                                        spoiled bigint)
RETURNS TABLE (outcome text, amount_fen bigint, returned_quantity bigint) LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  o          orders;
  l          order_line;
  now_l      order_line;
  fen_left   bigint;
  units_left bigint;
  gone       bigint;
  given      bigint := coalesce(units, 0) + spoiled;
  fen        bigint;
  back       bigint;
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

  fen_left := l.paid_fen - l.refunded_fen;
  gone := l.returned_quantity + l.spoiled_quantity;
  units_left := l.quantity - gone;
  IF given > units_left THEN
    RETURN QUERY SELECT 'TOO_MANY', fen_left, units_left;
    RETURN;
  END IF;
  -- Differences of rounded sums: whatever parts the units come back in, what was paid for them is the same.
  fen := coalesce(amount, CASE WHEN given BETWEEN 1 AND units_left - 1
                               THEN least(fen_left,
                                          div(l.paid_fen::numeric * (gone + given), l.quantity)
                                          - div(l.paid_fen::numeric * gone, l.quantity))
                               ELSE fen_left END);
  back := coalesce(units, CASE WHEN fen = fen_left AND fen > 0 AND o.status = 'PAID' AND spoiled = 0
                               THEN units_left ELSE 0 END);
  IF fen < 0 OR fen > fen_left OR fen + back + spoiled = 0 THEN
    RETURN QUERY SELECT 'TOO_MUCH', fen_left, units_left;
    RETURN;
  END IF;
  UPDATE order_line x
     SET refunded_fen = x.refunded_fen + fen, returned_quantity = x.returned_quantity + back,
         spoiled_quantity = x.spoiled_quantity + spoiled
   WHERE x.producer_id = producer AND x.order_id = order_key AND x.id = line_key
  RETURNING x.* INTO now_l;
  IF back <> 0 THEN
    PERFORM stock_return(producer, line_key, o.hold_round, back);
  END IF;
  IF l.limited AND order_units_undone(now_l) > order_units_undone(l) THEN
    UPDATE order_buyer_limit b
       SET units = b.units - (order_units_undone(now_l) - order_units_undone(l))
     WHERE (b.producer_id, b.session_id, b.sku_id, b.buyer_id) = (producer, o.session_id, l.sku_id, o.buyer_id);
  END IF;
  UPDATE orders x SET status = 'REFUNDED'
   WHERE x.producer_id = producer AND x.id = order_key AND fen > 0 AND x.status <> 'REFUNDED'
     AND NOT EXISTS (SELECT FROM order_line y
                      WHERE y.producer_id = producer AND y.order_id = order_key AND y.refunded_fen < y.paid_fen);
  INSERT INTO order_sale (producer_id, order_id, line_id, session_id)
  VALUES (producer, order_key, line_key, o.session_id);
  RETURN QUERY SELECT 'REFUNDED', fen, back;
END $$;
