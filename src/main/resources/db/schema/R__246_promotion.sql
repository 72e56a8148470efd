-- Claims a coupon of a published promotion. Who has one that she can still use is answered with that. Outcomes: CLAIMED
-- and HELD with the coupon; NOT_FOUND, NOT_YET, OVER, HAD_ENOUGH (she), NOT_RELEASED (in the room, or all taken),
-- NONE_LEFT. What is refused has left something behind: the caller's transaction is rolled back.
CREATE OR REPLACE FUNCTION promotion_take(wanted uuid, buyer uuid, coupon uuid, at timestamptz)
RETURNS TABLE (outcome text, coupon_id uuid) LANGUAGE plpgsql AS $$
DECLARE
  p    promotion;
  had  integer;
  held uuid;
BEGIN
  SELECT * INTO p FROM promotion WHERE id = wanted AND status = 'PUBLISHED';
  IF p.id IS NULL OR at < p.claim_from OR at >= p.claim_until THEN
    RETURN QUERY SELECT CASE WHEN p.id IS NULL THEN 'NOT_FOUND' WHEN at < p.claim_from THEN 'NOT_YET' ELSE 'OVER' END,
                        NULL::uuid;
    RETURN;
  END IF;
  INSERT INTO promotion_claim AS c (promotion_id, buyer_id, claimed, most)
  VALUES (wanted, buyer, 0, p.claims_per_buyer)
      ON CONFLICT (promotion_id, buyer_id) DO UPDATE SET claimed = c.claimed
  RETURNING c.claimed INTO had;
  IF had > 0 THEN
    SELECT c.id INTO held FROM promotion_coupon c
     WHERE c.promotion_id = wanted AND c.buyer_id = buyer AND c.used_at IS NULL AND c.usable_until > at
     ORDER BY c.id LIMIT 1;
    IF held IS NOT NULL OR had >= p.claims_per_buyer THEN
      RETURN QUERY SELECT CASE WHEN held IS NULL THEN 'HAD_ENOUGH' ELSE 'HELD' END, held;
      RETURN;
    END IF;
  END IF;
  IF p.given = 'ROOM' THEN
    UPDATE promotion_release r
       SET taken = r.taken + 1
     WHERE r.id = (SELECT o.id FROM promotion_release o
                    WHERE o.promotion_id = wanted AND o.starts_at <= at AND o.ends_at > at AND o.taken < o.pieces
                    ORDER BY o.id LIMIT 1)
       AND r.taken < r.pieces;
    IF NOT FOUND THEN
      RETURN QUERY SELECT 'NOT_RELEASED', NULL::uuid;
      RETURN;
    END IF;
  END IF;
  UPDATE promotion_counter c SET claimed = c.claimed + 1
   WHERE c.promotion_id = wanted AND c.claimed < c.claims_most;
  IF NOT FOUND THEN
    RETURN QUERY SELECT 'NONE_LEFT', NULL::uuid;
    RETURN;
  END IF;
  UPDATE promotion_claim c SET claimed = c.claimed + 1 WHERE c.promotion_id = wanted AND c.buyer_id = buyer;
  INSERT INTO promotion_coupon (id, promotion_id, buyer_id, claimed_at, usable_from, usable_until)
  VALUES (coupon, wanted, buyer, at, coalesce(p.use_from, at),
          coalesce(p.use_until, at + p.use_days * interval '24 hours'));
  RETURN QUERY SELECT 'CLAIMED', coupon;
END $$;

-- Uses a buyer's coupons in orders that are placed in this transaction; the arrays of equal length say by which
-- promotions something was taken off which orders. Answers with what is wrong, nothing when all is well: NOT_FOUND,
-- USED, NOT_YET, EXPIRED, NONE_LEFT. What is refused has left something behind: the caller rolls it back.
CREATE OR REPLACE FUNCTION promotion_use_coupons(buyer uuid, coupons uuid[], producers uuid[], orders uuid[],
                                                 promotions uuid[], at timestamptz)
RETURNS TABLE (outcome text, coupon_id uuid) LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  c    promotion_coupon;
  seen integer := 0;
BEGIN
  FOR c IN SELECT k.* FROM promotion_coupon k
            WHERE k.id = ANY(coupons) AND k.buyer_id = buyer
            ORDER BY k.promotion_id, k.id FOR NO KEY UPDATE
  LOOP
    seen := seen + 1;
    outcome := CASE WHEN c.used_at IS NOT NULL THEN 'USED'
                    WHEN at < c.usable_from THEN 'NOT_YET'
                    WHEN at >= c.usable_until THEN 'EXPIRED' END;
    IF outcome IS NULL THEN
      UPDATE promotion_counter n SET used = n.used + 1
       WHERE n.promotion_id = c.promotion_id AND n.used < coalesce(n.uses_most, n.used + 1);
      outcome := CASE WHEN NOT FOUND THEN 'NONE_LEFT' END;
    END IF;
    IF outcome IS NOT NULL THEN
      coupon_id := c.id;
      RETURN NEXT;
      RETURN;
    END IF;
    UPDATE promotion_coupon k SET used_at = at WHERE k.id = c.id;
    INSERT INTO promotion_use (producer_id, order_id, coupon_id, used_at)
    SELECT DISTINCT u.producer_id, u.order_id, c.id, at
      FROM unnest(producers, orders, promotions) AS u (producer_id, order_id, promotion_id)
     WHERE u.promotion_id = c.promotion_id;
  END LOOP;
  IF seen < cardinality(coupons) THEN
    outcome := 'NOT_FOUND';
    RETURN NEXT;
  END IF;
END $$;

-- Orders of a producer are over: a coupon that no other order holds can be used again, as long as it holds. Once.
CREATE OR REPLACE FUNCTION promotion_give_back(producer uuid, orders uuid[], at timestamptz)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  c record;
BEGIN
  FOR c IN SELECT k.id, k.promotion_id FROM promotion_coupon k
            WHERE k.id IN (SELECT u.coupon_id FROM promotion_use u
                            WHERE u.producer_id = producer AND u.order_id = ANY(orders) AND u.ended_at IS NULL)
            ORDER BY k.promotion_id, k.id FOR NO KEY UPDATE
  LOOP
    UPDATE promotion_use u SET ended_at = at
     WHERE u.producer_id = producer AND u.order_id = ANY(orders) AND u.coupon_id = c.id AND u.ended_at IS NULL;
    IF FOUND AND NOT EXISTS (SELECT FROM promotion_use u WHERE u.coupon_id = c.id AND u.ended_at IS NULL) THEN
      UPDATE promotion_coupon k SET used_at = NULL WHERE k.id = c.id;
      UPDATE promotion_counter n SET used = n.used - 1 WHERE n.promotion_id = c.promotion_id;
    END IF;
  END LOOP;
END $$;

-- An order that was over is paid after all: it holds its coupons again, as when it was placed. Fails as a broken check
-- where one was used elsewhere meanwhile, or no more may be used.
CREATE OR REPLACE FUNCTION promotion_use_again(producer uuid, order_of uuid)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  c record;
BEGIN
  FOR c IN SELECT k.id, k.promotion_id, k.used_at, u.used_at AS used_then
             FROM promotion_use u
             JOIN promotion_coupon k ON k.id = u.coupon_id
            WHERE u.producer_id = producer AND u.order_id = order_of AND u.ended_at IS NOT NULL
            ORDER BY k.promotion_id, k.id FOR NO KEY UPDATE OF k
  LOOP
    IF c.used_at <> c.used_then THEN
      RAISE EXCEPTION 'a coupon was used elsewhere' USING ERRCODE = 'check_violation';
    END IF;
    IF c.used_at IS NULL THEN
      UPDATE promotion_coupon k SET used_at = c.used_then WHERE k.id = c.id;
      UPDATE promotion_counter n SET used = n.used + 1 WHERE n.promotion_id = c.promotion_id;
    END IF;
    UPDATE promotion_use u SET ended_at = NULL
     WHERE u.producer_id = producer AND u.order_id = order_of AND u.coupon_id = c.id;
  END LOOP;
END $$;
