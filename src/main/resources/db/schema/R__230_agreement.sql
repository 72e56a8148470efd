-- The versions of agreements in force on a day, as it was known at a time: of each agreement the newest that had begun
-- by that day and had not ended on it. A version that ends ends what stood before. Said here once.
CREATE OR REPLACE FUNCTION agreement_in_force(on_day date, known timestamptz)
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
