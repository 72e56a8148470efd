-- Lines that were bought by somebody of the producer's own, as of the day of the purchase: who acts for it, manages it
-- or works for it, or belongs to a household that contributed to the goods. She may buy, and the sale is attributed
-- like any other; but it is no traced sale that a county counts. Known of accounts that hold a role at the producer,
-- and of those whose person was identified; of any other account nothing can be known.
CREATE OR REPLACE FUNCTION trace_own_sale(known timestamptz)
RETURNS TABLE (producer_id uuid, order_id uuid, line_id uuid, tie text)
LANGUAGE sql STABLE AS $$
  WITH bought AS NOT MATERIALIZED (
    SELECT o.producer_id, o.id AS order_id, l.id AS line_id, p.person_id,
           china_day(o.placed_at) AS day
      FROM security_person p
      JOIN orders o ON o.buyer_id = p.account_id
      JOIN order_line l ON l.producer_id = o.producer_id AND l.order_id = o.id
     WHERE p.recorded_at <= known AND o.paid_at <= known)
  SELECT o.producer_id, o.id, l.id, 'ACTS_FOR'
    FROM security_grant g
    JOIN orders o ON o.buyer_id = g.account_id AND CAST(o.producer_id AS text) = g.scope
    JOIN order_line l ON l.producer_id = o.producer_id AND l.order_id = o.id
   WHERE g.role IN ('PRODUCER', 'HOST') AND g.granted_at <= o.placed_at AND o.paid_at <= known
   UNION ALL
  SELECT b.producer_id, b.order_id, b.line_id, 'MANAGES'
    FROM bought b
    JOIN producer_manager m ON m.producer_id = b.producer_id AND m.person_id = b.person_id
   WHERE m.confirmed_at <= known AND m.holds_from <= b.day AND (m.holds_until IS NULL OR m.holds_until >= b.day)
   UNION ALL
  SELECT b.producer_id, b.order_id, b.line_id, 'WORKS'
    FROM bought b
    JOIN producer_membership m ON m.producer_id = b.producer_id AND m.person_id = b.person_id
   WHERE m.recorded_at <= known AND m.holds_from <= b.day AND (m.holds_until IS NULL OR m.holds_until >= b.day)
   UNION ALL
  SELECT b.producer_id, b.order_id, b.line_id, 'CONTRIBUTES'
    FROM bought b
   WHERE EXISTS (SELECT FROM attribution_traced_sale t
                  WHERE t.producer_id = b.producer_id AND t.line_id = b.line_id
                    AND (t.party_id = b.person_id
                         OR t.party_id IN (SELECT h.household_id FROM household_belonging_on(b.day, known) h
                                            WHERE h.member_id = b.person_id)))
$$;
