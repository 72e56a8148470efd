-- What each node reads every two seconds: the families that ended lately.
CREATE INDEX security_family_revoked ON security_family (revoked_at) WHERE revoked_at IS NOT NULL;

-- What is forgotten when its time is over.
CREATE INDEX security_refresh_family ON security_refresh (family_id);
CREATE INDEX security_refresh_expires ON security_refresh (expires_at);
CREATE INDEX security_attempt_window ON security_attempt (window_start);

-- A digest under the secret that this database was filled with: another secret is noticed at the start.
CREATE TABLE security_fingerprint (
  one    boolean PRIMARY KEY DEFAULT true CHECK (one),
  digest bytea   NOT NULL
);
REVOKE UPDATE, DELETE ON security_fingerprint FROM livelihood_app;
