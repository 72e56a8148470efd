-- As indicators see them: producers, who stands to them how and from when to when, and whether they operated.
CREATE OR REPLACE VIEW producer_profile AS SELECT id, name, kind, status, decided_at, region_code FROM producer;
CREATE OR REPLACE VIEW producer_member AS
SELECT id, producer_id, person_id, kind, holds_from, holds_until, recorded_at FROM producer_membership;
CREATE OR REPLACE VIEW producer_operating AS
SELECT producer_id, holds_from, operating, recorded_at FROM producer_operation;
REVOKE INSERT, UPDATE, DELETE ON producer_profile, producer_member, producer_operating FROM livelihood_app;
