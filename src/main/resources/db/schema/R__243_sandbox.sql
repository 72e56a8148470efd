-- Notices that should have been delivered by now.
CREATE OR REPLACE VIEW sandbox_backlog AS
SELECT count(*) AS notices FROM sandbox_notice WHERE done_at IS NULL AND send_at < now() - interval '1 minute';
REVOKE INSERT, UPDATE, DELETE ON sandbox_backlog FROM livelihood_app;
