-- What sales bring whom, revision by revision: later ones bring what differs.
CREATE OR REPLACE VIEW attribution_earned AS
SELECT producer_id, line_id, revision, party_kind, party_id, basis, category, nature, amount_fen, effective_at,
       recorded_at
  FROM attribution_part;

-- Sales that stand on what somebody contributed, as measured beside what they bring.
CREATE OR REPLACE VIEW attribution_traced AS
SELECT producer_id, line_id, party_kind, party_id, amount_fen, effective_at, recorded_at FROM attribution_traced_sale;

-- What a run of releases made payable of each line: its parts since the release before.
CREATE OR REPLACE VIEW attribution_released AS
SELECT r.run_id, p.producer_id, p.line_id, p.party_kind, p.party_id, p.basis, p.category, p.amount_fen, l.order_id,
       l.session_id, l.sku_id, l.paid_at
  FROM attribution_release r
 CROSS JOIN LATERAL (SELECT coalesce(max(b.revision), 0) AS revision
                       FROM attribution_release b
                      WHERE b.producer_id = r.producer_id AND b.line_id = r.line_id AND b.revision < r.revision) before
  JOIN attribution_part p ON p.producer_id = r.producer_id AND p.line_id = r.line_id
       AND p.revision > before.revision AND p.revision <= r.revision AND p.nature = 'ACCRUAL'
  JOIN attribution_line l ON l.producer_id = p.producer_id AND l.line_id = p.line_id;

-- In which session attributed lines were sold.
CREATE OR REPLACE VIEW attribution_sold AS SELECT producer_id, line_id, session_id FROM attribution_line;

-- Lines that could not be attributed and wait for somebody to look.
CREATE OR REPLACE VIEW attribution_backlog AS SELECT count(*) AS parked FROM attribution_parked;

REVOKE INSERT, UPDATE, DELETE ON attribution_earned, attribution_traced, attribution_released, attribution_sold,
  attribution_backlog FROM livelihood_app;
