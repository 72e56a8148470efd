-- Assets given in kind, with what became of them: events that were reversed do not count, and the last count stands.
CREATE OR REPLACE VIEW asset_standing AS
SELECT g.producer_id, g.id, g.household_id, g.kind, g.what, g.units, g.value_fen, g.given_on, g.recorded_at, e.lost,
       e.returned, c.units AS counted, c.on_day AS counted_on
  FROM asset_grant g
 CROSS JOIN LATERAL (
       SELECT CAST(coalesce(sum(s.units) FILTER (WHERE s.kind = 'LOST'), 0) AS bigint) AS lost,
              CAST(coalesce(sum(s.units) FILTER (WHERE s.kind = 'RETURNED'), 0) AS bigint) AS returned
         FROM asset_event s
        WHERE s.producer_id = g.producer_id AND s.grant_id = g.id
          AND NOT EXISTS (SELECT FROM asset_event r
                           WHERE r.producer_id = s.producer_id AND r.grant_id = s.grant_id AND r.reverses = s.seq)) e
  LEFT JOIN LATERAL (
       SELECT k.units, k.on_day FROM asset_event k
        WHERE k.producer_id = g.producer_id AND k.grant_id = g.id AND k.kind = 'KEPT'
          AND NOT EXISTS (SELECT FROM asset_event r
                           WHERE r.producer_id = k.producer_id AND r.grant_id = k.grant_id AND r.reverses = k.seq)
        ORDER BY k.on_day DESC, k.seq DESC
        LIMIT 1) c ON true;
CREATE OR REPLACE VIEW asset_given AS
SELECT producer_id, household_id, kind, what, units, given_on, recorded_at FROM asset_grant;
REVOKE INSERT, UPDATE, DELETE ON asset_standing, asset_given FROM livelihood_app;
