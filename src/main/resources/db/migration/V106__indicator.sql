-- Who belonged to a household on a day, as it was known at a time: one rule for statements, warnings and indicators.
CREATE FUNCTION household_member_on(household uuid, on_day date, known timestamptz)
RETURNS TABLE (member_id uuid, labour text)
LANGUAGE sql STABLE AS $$
  SELECT m.id, m.labour
    FROM household_member m
    LEFT JOIN LATERAL (
         SELECT s.holds_from, s.holds_until FROM household_member_span s
          WHERE s.member_id = m.id AND s.recorded_at <= known
          ORDER BY s.recorded_at DESC
          LIMIT 1) s ON true
   WHERE m.household_id = household AND m.recorded_at <= known
     AND (s.holds_from IS NULL OR s.holds_from <= on_day) AND (s.holds_until IS NULL OR s.holds_until >= on_day)
$$;

CREATE OR REPLACE FUNCTION statement_members(household uuid, on_day date, known timestamptz) RETURNS bigint
LANGUAGE sql STABLE AS $$
  SELECT count(*) FROM household_member_on(household, on_day, known)
$$;

-- As before, but with those members only who belonged to the household that day.
CREATE OR REPLACE FUNCTION indicator_household(prefix text, on_day date, known timestamptz)
RETURNS TABLE (household_id uuid, village_code text, status text, members bigint, able boolean)
LANGUAGE sql STABLE AS $$
  SELECT h.id, h.village_code, s.status, m.members, m.able
    FROM household h
   CROSS JOIN LATERAL (
         SELECT hs.status FROM household_status hs
          WHERE hs.household_id = h.id AND hs.holds_from <= on_day AND hs.recorded_at <= known
          ORDER BY hs.holds_from DESC, hs.recorded_at DESC
          LIMIT 1) s
   CROSS JOIN LATERAL (
         SELECT count(*) AS members, coalesce(bool_or(hm.labour IN ('SKILLED', 'ORDINARY')), false) AS able
           FROM household_member_on(h.id, on_day, known) hm) m
   WHERE starts_with(h.village_code, prefix)
$$;

-- Approval is final: a producer was approved at a time when it is so now and the decision was made until then.
CREATE FUNCTION indicator_producer(prefix text, known timestamptz)
RETURNS TABLE (id uuid, name text, kind text)
LANGUAGE sql STABLE AS $$
  SELECT p.id, p.name, p.kind FROM producer p
   WHERE p.status = 'APPROVED' AND p.decided_at <= known AND starts_with(p.region_code, prefix)
$$;

CREATE OR REPLACE FUNCTION indicator_link(prefix text, on_day date, known timestamptz)
RETURNS TABLE (producer_id uuid, household_id uuid, kind text, agreed boolean)
LANGUAGE sql STABLE AS $$
  SELECT m.producer_id, m.household_id, m.kind, EXISTS (
         SELECT FROM (SELECT DISTINCT ON (v.agreement_id) v.holds_until
                        FROM agreement_version v JOIN agreement_activation a USING (producer_id, agreement_id, version)
                       WHERE v.producer_id = m.producer_id AND v.holds_from <= on_day AND a.activated_at <= known
                       ORDER BY v.agreement_id, v.holds_from DESC) newest
          WHERE newest.holds_until IS NULL OR newest.holds_until >= on_day)
    FROM producer_membership m JOIN indicator_producer(prefix, known) p ON p.id = m.producer_id
   WHERE m.household_id IS NOT NULL AND m.recorded_at <= known
     AND m.holds_from <= on_day AND (m.holds_until IS NULL OR m.holds_until >= on_day)
$$;

-- Orders paid in a period: what was paid for each line, and each refund of one below zero, as it was known at a time.
CREATE FUNCTION indicator_sale(prefix text, time_from timestamptz, time_to timestamptz, known timestamptz)
RETURNS TABLE (buyer_id uuid, paid_on date, amount_fen bigint)
LANGUAGE sql STABLE AS $$
  SELECT o.buyer_id, CAST(o.paid_at AT TIME ZONE 'Asia/Shanghai' AS date), s.amount_fen
    FROM orders o
    JOIN producer p ON p.id = o.producer_id
   CROSS JOIN LATERAL (
         SELECT l.paid_fen AS amount_fen FROM order_line l
          WHERE l.producer_id = o.producer_id AND l.order_id = o.id
          UNION ALL
         SELECT -r.amount_fen FROM payment_refund r
          WHERE r.producer_id = o.producer_id AND r.order_id = o.id AND r.line_id IS NOT NULL
            AND r.accepted_at <= known) s
   WHERE o.paid_at >= time_from AND o.paid_at < time_to AND o.paid_at <= known AND starts_with(p.region_code, prefix)
$$;

-- As before, in SQL that the planner sees through.
CREATE OR REPLACE FUNCTION indicator_paid(prefix text, day_from date, day_to date, known timestamptz)
RETURNS TABLE (household_id uuid, producer_id uuid, category text, amount_fen bigint, paid_on date)
LANGUAGE sql STABLE AS $$
  SELECT e.party_id, e.producer_id, e.category, e.amount_fen,
         CAST(e.confirmed_at AT TIME ZONE 'Asia/Shanghai' AS date)
    FROM payout_earning e JOIN household h ON h.id = e.party_id
   WHERE e.party_kind = 'HOUSEHOLD' AND e.status = 'CONFIRMED' AND e.confirmed_at <= known
     AND e.confirmed_at >= CAST(day_from AS timestamp) AT TIME ZONE 'Asia/Shanghai'
     AND e.confirmed_at < CAST(day_to + 1 AS timestamp) AT TIME ZONE 'Asia/Shanghai'
     AND starts_with(h.village_code, prefix)
$$;

-- What a household delivered since a day, for its page of record.
CREATE INDEX lot_contribution_delivered ON lot_contribution (party_id, worked_on) WHERE kind = 'DELIVERY';

-- V090 keeps the same one on orders.
DROP INDEX indicator_orders_paid;
ALTER INDEX indicator_traced_sale_time SET (autosummarize = on);

-- What a self-report rests on, sealed by the vault; one document may tell of several reports of its household.
CREATE TABLE statement_document (
  household_id uuid        NOT NULL REFERENCES household (id),
  hash         text        NOT NULL CHECK (hash ~ '^[0-9a-f]{64}$'),
  id           uuid        NOT NULL UNIQUE,
  type         text        NOT NULL CHECK (type IN ('application/pdf', 'image/jpeg', 'image/png')),
  sealed       bytea       NOT NULL,
  recorded_by  uuid        NOT NULL,
  recorded_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (household_id, hash)
);
ALTER TABLE statement_document ALTER sealed SET STORAGE EXTERNAL;
-- Personal data: it can be erased, as a row of the vault can; the report keeps the hash. It cannot be changed.
REVOKE UPDATE ON statement_document FROM livelihood_app;
