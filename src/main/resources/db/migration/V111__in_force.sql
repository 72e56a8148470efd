-- The versions of agreements in force on a day, as it was known at a time: of each agreement the newest that had begun
-- by that day and had not ended on it. A version that ends ends what stood before. Said here once.
CREATE FUNCTION agreement_in_force(on_day date, known timestamptz)
RETURNS TABLE (producer_id uuid, agreement_id uuid, version integer, terms text, holds_from date, holds_until date)
LANGUAGE sql STABLE AS $$
  SELECT v.producer_id, v.agreement_id, v.version, v.terms, v.holds_from, v.holds_until
    FROM agreement_version v
    JOIN agreement_activation a USING (producer_id, agreement_id, version)
   WHERE v.holds_from <= on_day AND (v.holds_until IS NULL OR v.holds_until >= on_day) AND a.activated_at <= known
     AND NOT EXISTS (SELECT FROM agreement_version n
                       JOIN agreement_activation na USING (producer_id, agreement_id, version)
                      WHERE n.producer_id = v.producer_id AND n.agreement_id = v.agreement_id
                        AND n.holds_from <= on_day AND na.activated_at <= known
                        AND (n.holds_from, n.version) > (v.holds_from, v.version))
$$;

-- Registered households, where they lived on the day.
CREATE OR REPLACE FUNCTION indicator_household(prefix text, on_day date, known timestamptz)
RETURNS TABLE (household_id uuid, village_code text, status text, members bigint, able boolean)
LANGUAGE sql STABLE AS $$
  SELECT h.id, h.village_code, s.status, m.members, m.able
    FROM (SELECT h.id, h.village_code FROM household h
           WHERE starts_with(h.village_code, prefix)
             AND h.id NOT IN (SELECT c.subject_id FROM household_change c WHERE c.field = 'VILLAGE')
           UNION ALL
          SELECT h.id, lived.village_code FROM household h
           CROSS JOIN LATERAL household_village_on(h.id, h.village_code, on_day, known) lived
           WHERE h.id IN (SELECT c.subject_id FROM household_change c WHERE c.field = 'VILLAGE')
             AND starts_with(lived.village_code, prefix)) h
   CROSS JOIN LATERAL household_status_on(h.id, on_day, known) s
   CROSS JOIN LATERAL (
         SELECT count(*) AS members, coalesce(bool_or(hm.labour IN ('SKILLED', 'ORDINARY')), false) AS able
           FROM household_member_on(h.id, on_day, known) hm) m
   WHERE s.registered
$$;

-- Which household stands to which producer of a region on a day, through whom it belongs to that day.
CREATE OR REPLACE FUNCTION indicator_link(prefix text, on_day date, known timestamptz)
RETURNS TABLE (producer_id uuid, household_id uuid, kind text, agreed boolean)
LANGUAGE sql STABLE AS $$
  SELECT m.producer_id, b.household_id, m.kind, EXISTS (
         SELECT FROM agreement_in_force(on_day, known) f WHERE f.producer_id = m.producer_id)
    FROM producer_membership m
    JOIN indicator_producer(prefix, known) p ON p.id = m.producer_id
    JOIN household_belonging_on(on_day, known) b ON b.member_id = m.person_id
   WHERE m.recorded_at <= known AND m.holds_from <= on_day AND (m.holds_until IS NULL OR m.holds_until >= on_day)
$$;

-- What households of a region were paid, where they lived on the day on which the bank confirmed it.
CREATE OR REPLACE FUNCTION indicator_paid(prefix text, day_from date, day_to date, known timestamptz)
RETURNS TABLE (household_id uuid, producer_id uuid, category text, amount_fen bigint, paid_on date)
LANGUAGE sql STABLE AS $$
  SELECT e.party_id, e.producer_id, e.category, e.amount_fen, paid.day
    FROM payout_earning e
    JOIN household h ON h.id = e.party_id
   CROSS JOIN LATERAL (SELECT CAST(e.confirmed_at AT TIME ZONE 'Asia/Shanghai' AS date) AS day) paid
   CROSS JOIN LATERAL household_village_on(h.id, h.village_code, paid.day, known) lived
   WHERE e.party_kind = 'HOUSEHOLD' AND e.status = 'CONFIRMED' AND e.confirmed_at <= known
     AND e.confirmed_at >= CAST(day_from AS timestamp) AT TIME ZONE 'Asia/Shanghai'
     AND e.confirmed_at < CAST(day_to + 1 AS timestamp) AT TIME ZONE 'Asia/Shanghai'
     AND starts_with(lived.village_code, prefix)
$$;
