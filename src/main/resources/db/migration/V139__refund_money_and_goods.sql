-- Money and goods of a refund are two facts: the sum that goes back, and units that came back fit for sale, came back
-- spoiled, or stay where they are. Either may come without the other, in any order.
ALTER TABLE order_line
  ADD spoiled_quantity bigint NOT NULL DEFAULT 0 CHECK (spoiled_quantity >= 0),
  ADD CONSTRAINT order_line_back CHECK (returned_quantity + spoiled_quantity <= quantity);

-- All the money of an order went back.
ALTER TABLE orders
  DROP CONSTRAINT orders_status_check,
  ADD CONSTRAINT orders_status_check CHECK (status IN ('AWAITING_PAYMENT', 'PAID', 'PACKED', 'SHIPPED', 'DELIVERED',
                  'COMPLETED', 'CANCELLED', 'EXPIRED', 'REFUNDED'));
UPDATE orders o SET status = 'REFUNDED'
 WHERE o.paid_at IS NOT NULL AND o.total_fen > 0
   AND NOT EXISTS (SELECT FROM order_line l
                    WHERE (l.producer_id, l.order_id) = (o.producer_id, o.id) AND l.refunded_fen < l.paid_fen);

-- A refund that a buyer asks for waits for the seller, who accepts or refuses it; until then nothing moves.
ALTER TABLE payment_refund
  DROP CONSTRAINT payment_refund_status_check,
  DROP CONSTRAINT payment_refund_amount_fen_check,
  ALTER accepted_at DROP NOT NULL,
  ADD spoiled_quantity bigint NOT NULL DEFAULT 0 CHECK (spoiled_quantity >= 0),
  ADD requested_at   timestamptz,
  ADD asked_fen      bigint CHECK (asked_fen > 0),
  ADD asked_quantity bigint CHECK (asked_quantity > 0),
  ADD decided_by     uuid,
  ADD decided_at     timestamptz,
  ADD answer         text,
  ADD CONSTRAINT payment_refund_status_check CHECK (status IN ('REQUESTED', 'REFUSED', 'ACCEPTED', 'SUCCEEDED')),
  ADD CONSTRAINT payment_refund_moves CHECK (
    CASE WHEN status IN ('REQUESTED', 'REFUSED') THEN amount_fen = 0 AND returned_quantity = 0 AND spoiled_quantity = 0
         ELSE amount_fen >= 0 AND amount_fen + returned_quantity + spoiled_quantity > 0 AND accepted_at IS NOT NULL END),
  ADD CONSTRAINT payment_refund_refused CHECK ((status = 'REFUSED') = (answer IS NOT NULL)),
  ADD CONSTRAINT payment_refund_other_decides CHECK (decided_by <> requested_by);
UPDATE payment_refund SET requested_at = accepted_at;
ALTER TABLE payment_refund ALTER requested_at SET NOT NULL;
CREATE UNIQUE INDEX payment_refund_asked_once ON payment_refund (producer_id, order_id, line_id) WHERE status = 'REQUESTED';
CREATE INDEX payment_refund_asked ON payment_refund (producer_id, id) WHERE status = 'REQUESTED';

-- Units that went out and came back unfit for sale: no longer sold, and on no shelf.
ALTER TABLE stock_move
  DROP CONSTRAINT stock_move_kind_check,
  ADD CONSTRAINT stock_move_kind_check CHECK (kind IN ('ADD', 'POOL', 'RESERVE', 'SELL', 'RELEASE', 'RETURN', 'SPOIL'));
CREATE FUNCTION stock_spoil(producer uuid, line uuid, quantity bigint) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  sold stock_move;
  nth  smallint;
BEGIN
  SELECT m.* INTO STRICT sold FROM stock_move m
   WHERE (m.producer_id, m.reference_id, m.kind) = (producer, line, 'SELL') ORDER BY m.round DESC LIMIT 1;
  PERFORM stock_lock(ARRAY[producer], ARRAY[sold.sku_id], ARRAY[sold.session_id]);
  SELECT coalesce(max(m.round) + 1, 0) INTO nth FROM stock_move m
   WHERE (m.producer_id, m.reference_id, m.kind) = (producer, line, 'SPOIL');
  INSERT INTO stock_move (producer_id, reference_id, kind, round, sku_id, session_id, units)
  VALUES (producer, line, 'SPOIL', nth, sold.sku_id, sold.session_id, quantity);
  UPDATE stock_pool p
     SET sold = p.sold - quantity
   WHERE (p.producer_id, p.sku_id, p.session_id) = (producer, sold.sku_id, sold.session_id);
END $$;

ALTER TABLE attribution_line ADD spoiled bigint NOT NULL DEFAULT 0 CHECK (spoiled BETWEEN 0 AND returned);
ALTER TABLE attribution_parked ADD spoiled bigint NOT NULL DEFAULT 0 CHECK (spoiled BETWEEN 0 AND returned);

-- Units of a line that count no longer against its buyer's limit: those of which goods and money are both back.
CREATE FUNCTION order_units_undone(line order_line) RETURNS bigint LANGUAGE sql IMMUTABLE AS $$
  SELECT least(line.returned_quantity + line.spoiled_quantity,
               CASE WHEN line.paid_fen = 0 THEN line.quantity
                    ELSE CAST(div(CAST(line.refunded_fen AS numeric) * line.quantity, line.paid_fen) AS bigint) END)
$$;

DROP FUNCTION order_refund(uuid, uuid, uuid, bigint, bigint);

-- Takes money of a paid line back, and goods of it.
--   amount   fen; null: what was paid for the units, or all that is left where these are the last ones or none are named
--   units    that came back fit for sale; null: none, but all that are left when nothing is left of the money of an
--            unpacked line and none came back spoiled: they never went out
--   spoiled  units that came back unfit for sale
-- No row: no such line. Outcomes: REFUNDED; NOT_PAID; TOO_MUCH and TOO_MANY, with what is left of money and units.
CREATE FUNCTION order_refund(producer uuid, order_key uuid, line_key uuid, amount bigint, units bigint, spoiled bigint)
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
  INSERT INTO order_sale (producer_id, order_id, line_id, session_id) VALUES (producer, order_key, line_key, o.session_id);
  RETURN QUERY SELECT 'REFUNDED', fen, back;
END $$;
