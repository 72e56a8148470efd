-- Lines below which early warning begins, as statements see them.
CREATE OR REPLACE VIEW region_monitoring_line AS
SELECT region_code, year, amount_fen FROM region_line WHERE kind = 'MONITORING';
REVOKE INSERT, UPDATE, DELETE ON region_monitoring_line FROM livelihood_app;

-- Regions by their names, and how many people lived in them, as indicators see them.
CREATE OR REPLACE VIEW region_name AS SELECT code, name FROM region;
CREATE OR REPLACE VIEW region_people AS SELECT region_code, on_day, people, recorded_at FROM region_population;
REVOKE INSERT, UPDATE, DELETE ON region_name, region_people FROM livelihood_app;
