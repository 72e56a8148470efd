-- As indicators see them: leading industries, producers in them, institutions that buy, projects and their states.
CREATE OR REPLACE VIEW industry_leading AS
SELECT id, name, county_code, holds_from, holds_until, recorded_at FROM industry;
CREATE OR REPLACE VIEW industry_member AS
SELECT industry_id, producer_id, holds_from, holds_until, recorded_at FROM industry_producer;
CREATE OR REPLACE VIEW industry_buyer AS
SELECT account_id, name, holds_from, holds_until, recorded_at FROM industry_institution;
CREATE OR REPLACE VIEW industry_undertaking AS
SELECT id, region_code, registered_on, recorded_at FROM industry_project;
CREATE OR REPLACE VIEW industry_undertaking_state AS
SELECT project_id, holds_from, state, recorded_at FROM industry_project_state;
REVOKE INSERT, UPDATE, DELETE ON industry_leading, industry_member, industry_buyer, industry_undertaking,
  industry_undertaking_state FROM livelihood_app;
