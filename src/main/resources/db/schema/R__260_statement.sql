-- Members that belonged to a household on a day, as it was known at a time.
CREATE OR REPLACE FUNCTION statement_members(household uuid, on_day date, known timestamptz) RETURNS bigint
LANGUAGE sql STABLE AS $$
  SELECT count(*) FROM household_member_on(household, on_day, known)
$$;
