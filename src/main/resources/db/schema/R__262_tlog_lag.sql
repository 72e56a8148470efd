-- How long ago the log was last signed.
CREATE OR REPLACE VIEW tlog_lag AS
SELECT coalesce(CAST(extract(epoch FROM now() - max(signed_at)) AS bigint), 0) AS seconds FROM tlog_checkpoint;
REVOKE INSERT, UPDATE, DELETE ON tlog_lag FROM livelihood_app;
