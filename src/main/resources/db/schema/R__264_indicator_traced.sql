-- Sales of a period that stand on what households contributed, as they were known at a time; what the producer's own
-- people bought is none.
CREATE OR REPLACE FUNCTION indicator_traced(time_from timestamptz, time_to timestamptz, known timestamptz)
RETURNS TABLE (producer_id uuid, line_id uuid, household_id uuid, amount_fen bigint, effective_at timestamptz,
               sold_on date)
LANGUAGE sql STABLE AS $$
  SELECT t.producer_id, t.line_id, t.party_id, t.amount_fen, t.effective_at, china_day(t.effective_at)
    FROM attribution_traced t
   WHERE t.party_kind = 'HOUSEHOLD' AND t.effective_at >= time_from AND t.effective_at < time_to
     AND t.recorded_at <= known
     AND NOT EXISTS (SELECT FROM trace_own_sale(known) own
                      WHERE own.producer_id = t.producer_id AND own.line_id = t.line_id)
$$;
