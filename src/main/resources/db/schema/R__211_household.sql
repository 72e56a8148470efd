-- Where persons belong from when to when, as it was known at a time. The one source of the questions below.
CREATE OR REPLACE FUNCTION household_belonging(known timestamptz)
RETURNS TABLE (member_id uuid, span_id uuid, household_id uuid, holds_from date, holds_until date, reason text,
               document text)
LANGUAGE sql STABLE AS $$
  SELECT s.member_id, s.span_id, s.household_id, s.holds_from, s.holds_until, s.reason, s.document
    FROM household_member_span s
   WHERE s.recorded_at <= known AND NOT s.void
     AND NOT EXISTS (SELECT FROM household_member_span n
                      WHERE n.span_id = s.span_id AND n.recorded_at > s.recorded_at AND n.recorded_at <= known)
$$;

-- Who belongs where on a day: this counts heads.
CREATE OR REPLACE FUNCTION household_belonging_on(on_day date, known timestamptz)
RETURNS TABLE (member_id uuid, household_id uuid)
LANGUAGE sql STABLE AS $$
  SELECT b.member_id, b.household_id
    FROM household_belonging(known) b
   WHERE (b.holds_from IS NULL OR b.holds_from <= on_day) AND (b.holds_until IS NULL OR b.holds_until >= on_day)
$$;

-- Into which household a household had been merged by a day; itself where it was not.
CREATE OR REPLACE FUNCTION household_successor(household uuid, on_day date, known timestamptz) RETURNS uuid
LANGUAGE sql STABLE AS $$
  WITH RECURSIVE chain (id, step) AS (
    SELECT household, 0
     UNION ALL
    SELECT CAST(c.value AS uuid), chain.step + 1
      FROM chain JOIN household_change c ON c.subject_id = chain.id AND c.field = 'MERGED_INTO'
     WHERE (c.holds_from IS NULL OR c.holds_from <= on_day) AND c.recorded_at <= known AND chain.step < 20)
  SELECT id FROM chain ORDER BY step DESC LIMIT 1
$$;

-- Whose income a person earns on a day: the household's to which she belongs that day; after her death that of her
-- last one; no row for a person of none, who earns for herself.
CREATE OR REPLACE FUNCTION household_earning_on(person uuid, on_day date, known timestamptz)
RETURNS TABLE (household_id uuid)
LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN b.holds_until < on_day THEN household_successor(b.household_id, on_day, known)
              ELSE b.household_id END
    FROM household_belonging(known) b
   WHERE b.member_id = person AND (b.holds_from IS NULL OR b.holds_from <= on_day)
     AND (b.holds_until IS NULL OR b.holds_until >= on_day OR b.reason = 'DIED')
   ORDER BY b.holds_from DESC NULLS LAST
   LIMIT 1
$$;

-- The status of a household on a day, and whether it counts as registered: a status in force other than RISK_CLEARED,
-- while it is merged into no other. Said here once. Money never depends on it; it decides who is counted.
CREATE OR REPLACE FUNCTION household_status_on(household uuid, on_day date, known timestamptz)
RETURNS TABLE (status text, registered boolean, holds_from date, recorded_at timestamptz)
LANGUAGE sql STABLE AS $$
  SELECT s.status, s.status <> 'RISK_CLEARED' AND NOT EXISTS (
         SELECT FROM household_change c
          WHERE c.subject_id = household AND c.field = 'MERGED_INTO' AND c.holds_from <= on_day
            AND c.recorded_at <= known), s.holds_from, s.recorded_at
    FROM household_status s
   WHERE s.household_id = household AND s.holds_from <= on_day AND s.recorded_at <= known
   ORDER BY s.holds_from DESC, s.recorded_at DESC
   LIMIT 1
$$;

-- What a field held on a day, as it was known at a time; NULL where it was never another than today's.
CREATE OR REPLACE FUNCTION household_fact_on(subject uuid, which text, on_day date, known timestamptz)
RETURNS TABLE (value text)
LANGUAGE sql STABLE AS $$
  SELECT coalesce(
         (SELECT c.value FROM household_change c
           WHERE c.subject_id = subject AND c.field = which AND c.recorded_at <= known
             AND (c.holds_from IS NULL OR c.holds_from <= on_day)
           ORDER BY c.holds_from DESC NULLS LAST, c.recorded_at DESC
           LIMIT 1),
         (SELECT c.was FROM household_change c
           WHERE c.subject_id = subject AND c.field = which
           ORDER BY c.recorded_at
           LIMIT 1))
$$;

-- Who belongs to a household on a day, as it was known at a time, with the labour that was known then: one rule for
-- statements, warnings and indicators.
CREATE OR REPLACE FUNCTION household_member_on(household uuid, on_day date, known timestamptz)
RETURNS TABLE (member_id uuid, labour text)
LANGUAGE sql STABLE AS $$
  SELECT m.id, coalesce(f.value, m.labour)
    FROM household_belonging_on(on_day, known) b
    JOIN household_member m ON m.id = b.member_id
   CROSS JOIN LATERAL household_fact_on(m.id, 'LABOUR', on_day, known) f
   WHERE b.household_id = household
$$;

-- Where a household lives on a day, as it was known at a time.
CREATE OR REPLACE FUNCTION household_village_on(household uuid, lives_in text, on_day date, known timestamptz)
RETURNS TABLE (village_code text)
LANGUAGE sql STABLE AS $$
  SELECT coalesce(f.value, lives_in) FROM household_fact_on(household, 'VILLAGE', on_day, known) f
$$;

-- Who may get a party's money on a day: a member of the household, or of the one that took it over; a worker of none
-- herself, also when she belongs to a household since. Nobody after her death.
CREATE OR REPLACE FUNCTION household_is_payee(kind text, party uuid, person uuid, on_day date, known timestamptz)
RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT CASE kind
         WHEN 'HOUSEHOLD' THEN EXISTS (
              SELECT FROM household_belonging_on(on_day, known) b
               WHERE b.member_id = person AND b.household_id = household_successor(party, on_day, known))
         ELSE party = person AND NOT EXISTS (
              SELECT FROM household_belonging(known) b
               WHERE b.member_id = person AND b.reason = 'DIED' AND b.holds_until < on_day)
         END
$$;

-- Where households live today, as statements see them.
CREATE OR REPLACE VIEW household_home AS SELECT id, village_code, recorded_at FROM household;

-- Each look into somebody's sealed data, with the household that she was of then, or else became of.
CREATE OR REPLACE VIEW household_look AS
SELECT u.id, m.household_id, u.person_id, u.account_id, u.reason, u.recorded_at
  FROM household_unmasking u
  JOIN LATERAL (SELECT s.household_id
                  FROM household_member_span s
                 WHERE s.member_id = u.person_id AND s.household_id IS NOT NULL
                 ORDER BY s.recorded_at <= u.recorded_at DESC, s.recorded_at DESC
                 LIMIT 1) m ON true;
REVOKE INSERT, UPDATE, DELETE ON household_home, household_look FROM livelihood_app;

-- As indicators see them: households that moved once, and what yearly surveys found.
CREATE OR REPLACE VIEW household_moved AS
SELECT subject_id AS household_id FROM household_change WHERE field = 'VILLAGE';
CREATE OR REPLACE VIEW household_surveyed AS
SELECT household_id, year, net_income_fen, people, recorded_at FROM household_survey;
REVOKE INSERT, UPDATE, DELETE ON household_moved, household_surveyed FROM livelihood_app;
