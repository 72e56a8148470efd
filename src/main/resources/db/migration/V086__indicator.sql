-- What indicators have in common: functions and indexes, no tables; all is derived from what other modules recorded.

-- Sales of a period: these tables grow in the order of time, so a block range index is enough and costs writers nothing.
CREATE INDEX indicator_traced_sale_time ON attribution_traced_sale USING brin (effective_at);
CREATE INDEX indicator_orders_paid ON orders USING brin (paid_at);

-- The last day of each year of a period, or the period's own last day.
CREATE FUNCTION indicator_year(period_from date, period_to date) RETURNS TABLE (year integer, day date)
LANGUAGE sql IMMUTABLE AS $$
  SELECT y, least(make_date(y, 12, 31), period_to)
    FROM generate_series(CAST(extract(year FROM period_from) AS integer), CAST(extract(year FROM period_to) AS integer)) y
$$;

-- Registered households of a region and all below it, as they stood on a day, as it was known at a time.
CREATE FUNCTION indicator_household(prefix text, on_day date, known timestamptz)
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
           FROM household_member hm
          WHERE hm.household_id = h.id AND hm.recorded_at <= known) m
   WHERE starts_with(h.village_code, prefix)
$$;

-- Which household stands to which producer of a region on a day, as what; whether an agreement was in force that day.
CREATE FUNCTION indicator_link(prefix text, on_day date, known timestamptz)
RETURNS TABLE (producer_id uuid, household_id uuid, kind text, agreed boolean)
LANGUAGE sql STABLE AS $$
  SELECT m.producer_id, m.household_id, m.kind, EXISTS (
         SELECT FROM (SELECT DISTINCT ON (v.agreement_id) v.holds_until
                        FROM agreement_version v JOIN agreement_activation a USING (producer_id, agreement_id, version)
                       WHERE v.producer_id = m.producer_id AND v.holds_from <= on_day AND a.activated_at <= known
                       ORDER BY v.agreement_id, v.holds_from DESC) newest
          WHERE newest.holds_until IS NULL OR newest.holds_until >= on_day)
    FROM producer_membership m JOIN producer p ON p.id = m.producer_id
   WHERE m.household_id IS NOT NULL AND m.recorded_at <= known
     AND m.holds_from <= on_day AND (m.holds_until IS NULL OR m.holds_until >= on_day)
     AND p.status = 'APPROVED' AND starts_with(p.region_code, prefix)
$$;

-- Projects of a region and all below it: whether each had started by a day, and its state on it.
CREATE FUNCTION indicator_project(prefix text, on_day date, known timestamptz)
RETURNS TABLE (project_id uuid, started boolean, state text)
LANGUAGE sql STABLE AS $$
  SELECT p.id, coalesce(bool_or(s.state = 'OPERATING'), false), (array_agg(s.state ORDER BY s.holds_from DESC))[1]
    FROM industry_project p
    LEFT JOIN LATERAL (
         SELECT DISTINCT ON (ps.holds_from) ps.holds_from, ps.state FROM industry_project_state ps
          WHERE ps.project_id = p.id AND ps.holds_from <= on_day AND ps.recorded_at <= known
          ORDER BY ps.holds_from, ps.recorded_at DESC) s ON true
   WHERE p.registered_on <= on_day AND p.recorded_at <= known AND starts_with(p.region_code, prefix)
   GROUP BY p.id
$$;

-- What households of a region were paid, by the day (China's) on which the bank confirmed it: each fen in one row.
CREATE FUNCTION indicator_paid(prefix text, day_from date, day_to date, known timestamptz)
RETURNS TABLE (household_id uuid, producer_id uuid, category text, amount_fen bigint, paid_on date)
LANGUAGE plpgsql STABLE AS $$
BEGIN
  IF to_regclass('payout_earning') IS NOT NULL THEN
    RETURN QUERY
    SELECT e.party_id, e.producer_id, e.category, e.amount_fen,
           CAST(e.confirmed_at AT TIME ZONE 'Asia/Shanghai' AS date)
      FROM payout_earning e JOIN household h ON h.id = e.party_id
     WHERE e.party_kind = 'HOUSEHOLD' AND e.status = 'CONFIRMED' AND e.confirmed_at <= known
       AND e.confirmed_at >= CAST(day_from AS timestamp) AT TIME ZONE 'Asia/Shanghai'
       AND e.confirmed_at < CAST(day_to + 1 AS timestamp) AT TIME ZONE 'Asia/Shanghai'
       AND starts_with(h.village_code, prefix);
  END IF;
END $$;
