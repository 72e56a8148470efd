-- Lines below which early warning begins, as statements see them.
CREATE OR REPLACE VIEW region_monitoring_line AS
SELECT region_code, year, amount_fen FROM region_line WHERE kind = 'MONITORING';
REVOKE INSERT, UPDATE, DELETE ON region_monitoring_line FROM livelihood_app;
