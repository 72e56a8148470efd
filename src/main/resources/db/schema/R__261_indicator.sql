-- What indicators have in common: functions, no tables; all is derived from what other modules publish.

-- The last day of each year of a period, or the period's own last day.
CREATE OR REPLACE FUNCTION indicator_year(period_from date, period_to date) RETURNS TABLE (year integer, day date)
LANGUAGE sql IMMUTABLE AS $$
  SELECT y, least(make_date(y, 12, 31), period_to)
    FROM generate_series(CAST(extract(year FROM period_from) AS integer),
                         CAST(extract(year FROM period_to) AS integer)) y
$$;

-- Registered households of a region and all below it, where they lived on the day, as it was known at a time.
CREATE OR REPLACE FUNCTION indicator_household(prefix text, on_day date, known timestamptz)
RETURNS TABLE (household_id uuid, village_code text, status text, members bigint, able boolean)
LANGUAGE sql STABLE AS $$
  SELECT h.id, h.village_code, s.status, m.members, m.able
    FROM (SELECT h.id, h.village_code FROM household_home h
           WHERE starts_with(h.village_code, prefix)
             AND h.id NOT IN (SELECT m.household_id FROM household_moved m)
           UNION ALL
          SELECT h.id, lived.village_code FROM household_home h
           CROSS JOIN LATERAL household_village_on(h.id, h.village_code, on_day, known) lived
           WHERE h.id IN (SELECT m.household_id FROM household_moved m)
             AND starts_with(lived.village_code, prefix)) h
   CROSS JOIN LATERAL household_status_on(h.id, on_day, known) s
   CROSS JOIN LATERAL (
         SELECT count(*) AS members, coalesce(bool_or(hm.labour IN ('SKILLED', 'ORDINARY')), false) AS able
           FROM household_member_on(h.id, on_day, known) hm) m
   WHERE s.registered
$$;

-- Approval is final: a producer was approved at a time when it is so now and the decision was made until then.
CREATE OR REPLACE FUNCTION indicator_producer(prefix text, known timestamptz)
RETURNS TABLE (id uuid, name text, kind text)
LANGUAGE sql STABLE AS $$
  SELECT p.id, p.name, p.kind FROM producer_profile p
   WHERE p.status = 'APPROVED' AND p.decided_at <= known AND starts_with(p.region_code, prefix)
$$;

-- Which household stands to which producer of a region on a day, through whom it belongs to that day; whether an
-- agreement was in force that day.
CREATE OR REPLACE FUNCTION indicator_link(prefix text, on_day date, known timestamptz)
RETURNS TABLE (producer_id uuid, household_id uuid, kind text, agreed boolean)
LANGUAGE sql STABLE AS $$
  SELECT m.producer_id, b.household_id, m.kind, EXISTS (
         SELECT FROM agreement_in_force(on_day, known) f WHERE f.producer_id = m.producer_id)
    FROM producer_member m
    JOIN indicator_producer(prefix, known) p ON p.id = m.producer_id
    JOIN household_belonging_on(on_day, known) b ON b.member_id = m.person_id
   WHERE m.recorded_at <= known AND m.holds_from <= on_day AND (m.holds_until IS NULL OR m.holds_until >= on_day)
$$;

-- Projects of a region and all below it: whether each had started by a day, and its state on it.
CREATE OR REPLACE FUNCTION indicator_project(prefix text, on_day date, known timestamptz)
RETURNS TABLE (project_id uuid, started boolean, state text)
LANGUAGE sql STABLE AS $$
  SELECT p.id, coalesce(bool_or(s.state = 'OPERATING'), false), (array_agg(s.state ORDER BY s.holds_from DESC))[1]
    FROM industry_undertaking p
    LEFT JOIN LATERAL (
         SELECT DISTINCT ON (ps.holds_from) ps.holds_from, ps.state FROM industry_undertaking_state ps
          WHERE ps.project_id = p.id AND ps.holds_from <= on_day AND ps.recorded_at <= known
          ORDER BY ps.holds_from, ps.recorded_at DESC) s ON true
   WHERE p.registered_on <= on_day AND p.recorded_at <= known AND starts_with(p.region_code, prefix)
   GROUP BY p.id
$$;

-- Orders paid in a period: what was paid for each line, and each refund of one below zero, as it was known at a time.
CREATE OR REPLACE FUNCTION indicator_sale(prefix text, time_from timestamptz, time_to timestamptz, known timestamptz)
RETURNS TABLE (buyer_id uuid, paid_on date, amount_fen bigint)
LANGUAGE sql STABLE AS $$
  SELECT s.buyer_id, china_day(s.paid_at), s.amount_fen
    FROM (SELECT o.producer_id, o.buyer_id, o.paid_at, o.paid_fen AS amount_fen FROM order_paid o
           UNION ALL
          SELECT o.producer_id, o.buyer_id, o.paid_at, -r.amount_fen
            FROM order_paid o
            JOIN payment_refunded r ON (r.producer_id, r.order_id, r.line_id) = (o.producer_id, o.order_id, o.line_id)
           WHERE r.accepted_at <= known) s
    JOIN producer_profile p ON p.id = s.producer_id
   WHERE s.paid_at >= time_from AND s.paid_at < time_to AND s.paid_at <= known AND starts_with(p.region_code, prefix)
$$;

-- What households of a region were paid, where they lived on the day (China's) on which the bank confirmed it: each fen
-- in one row.
CREATE OR REPLACE FUNCTION indicator_paid(prefix text, day_from date, day_to date, known timestamptz)
RETURNS TABLE (household_id uuid, producer_id uuid, category text, amount_fen bigint, paid_on date)
LANGUAGE sql STABLE AS $$
  SELECT e.party_id, e.producer_id, e.category, e.amount_fen, paid.day
    FROM payout_income e
    JOIN household_home h ON h.id = e.party_id
   CROSS JOIN LATERAL (SELECT china_day(e.confirmed_at) AS day) paid
   CROSS JOIN LATERAL household_village_on(h.id, h.village_code, paid.day, known) lived
   WHERE e.party_kind = 'HOUSEHOLD' AND e.status = 'CONFIRMED' AND e.confirmed_at <= known
     AND e.confirmed_at >= china_midnight(day_from)
     AND e.confirmed_at < china_midnight(day_to + 1)
     AND starts_with(lived.village_code, prefix)
$$;
