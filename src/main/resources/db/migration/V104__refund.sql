-- Refunds by quantity: goods that come back go to stock with the money that goes back for them, and the line keeps the rest.
ALTER TABLE payment_refund
  ADD COLUMN returned_quantity bigint NOT NULL DEFAULT 0 CHECK (returned_quantity >= 0);

-- Takes back units that a line bought, as often as some come back: one row RETURN each, numbered from the line's hold on.
-- What a closed pool gets back goes on to the general one. The caller has locked the line and counts what is still out.
CREATE FUNCTION stock_return(producer uuid, line uuid, hold_round smallint, quantity bigint)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  nobody CONSTANT uuid := '00000000-0000-0000-0000-000000000000';
  sold   stock_move;
  nth    smallint;
BEGIN
  SELECT m.* INTO STRICT sold FROM stock_move m
   WHERE (m.producer_id, m.reference_id, m.kind, m.round) = (producer, line, 'SELL', hold_round);
  PERFORM stock_lock(ARRAY[producer, producer], ARRAY[sold.sku_id, sold.sku_id], ARRAY[sold.session_id, nobody]);
  SELECT coalesce(max(m.round) + 1, hold_round) INTO nth FROM stock_move m
   WHERE (m.producer_id, m.reference_id, m.kind) = (producer, line, 'RETURN');

  INSERT INTO stock_move (producer_id, reference_id, kind, round, sku_id, session_id, units)
  VALUES (producer, line, 'RETURN', nth, sold.sku_id, sold.session_id, quantity);
  UPDATE stock_pool p
     SET available = p.available + quantity, sold = p.sold - quantity
   WHERE (p.producer_id, p.sku_id, p.session_id) = (producer, sold.sku_id, sold.session_id);

  INSERT INTO stock_move (producer_id, reference_id, kind, round, sku_id, session_id, units)
  SELECT producer, line, 'POOL', nth, p.sku_id, p.session_id, -quantity
    FROM stock_pool p
   WHERE (p.producer_id, p.sku_id, p.session_id) = (producer, sold.sku_id, sold.session_id) AND p.closed;
  IF FOUND THEN
    UPDATE stock_pool p
       SET available = p.available + CASE p.session_id WHEN nobody THEN quantity ELSE -quantity END
     WHERE (p.producer_id, p.sku_id) = (producer, sold.sku_id) AND p.session_id IN (sold.session_id, nobody);
  END IF;
END $$;

DROP FUNCTION order_refund(uuid, uuid, uuid, bigint);

-- Takes money of a paid line back, and goods with it.
--   amount  fen; null: what was paid for the units, or all that is left where these are the last ones or none are named
--   units   that come back; null: none, but all that are left when nothing is left of the money of an unpacked line
-- No row: no such line. Outcomes: REFUNDED; NOT_PAID; TOO_MUCH and TOO_MANY, with what is left of money and units.
CREATE FUNCTION order_refund(producer uuid, order_key uuid, line_key uuid, amount bigint, units bigint)
RETURNS TABLE (outcome text, amount_fen bigint, returned_quantity bigint) LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  o          orders;
  l          order_line;
  fen_left   bigint;
  units_left bigint;
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
  units_left := l.quantity - l.returned_quantity;
  -- Differences of rounded sums: whatever parts the units come back in, what was paid for them is the same.
  fen := coalesce(amount, CASE WHEN units < units_left
                               THEN least(fen_left,
                                          div(l.paid_fen::numeric * (l.returned_quantity + units), l.quantity)
                                          - div(l.paid_fen::numeric * l.returned_quantity, l.quantity))
                               ELSE fen_left END);
  back := coalesce(units, CASE WHEN fen = fen_left AND o.status = 'PAID' THEN units_left ELSE 0 END);
  IF fen <= 0 THEN
    RETURN QUERY SELECT 'TOO_MUCH', fen_left, units_left;
    RETURN;
  END IF;
  UPDATE order_line x
     SET refunded_fen = x.refunded_fen + fen, returned_quantity = x.returned_quantity + back
   WHERE x.producer_id = producer AND x.order_id = order_key AND x.id = line_key
     AND x.refunded_fen + fen <= x.paid_fen AND x.returned_quantity + back <= x.quantity;
  IF NOT FOUND THEN
    RETURN QUERY SELECT CASE WHEN back > units_left THEN 'TOO_MANY' ELSE 'TOO_MUCH' END, fen_left, units_left;
    RETURN;
  END IF;
  IF back <> 0 THEN
    PERFORM stock_return(producer, line_key, o.hold_round, back);
  END IF;
  INSERT INTO order_sale (producer_id, order_id, line_id, session_id) VALUES (producer, order_key, line_key, o.session_id);
  RETURN QUERY SELECT 'REFUNDED', fen, back;
END $$;
