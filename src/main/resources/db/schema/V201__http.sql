-- Answers already given, by caller and Idempotency-Key; kept 24 hours.
CREATE TABLE http_idempotency (
  caller_id   uuid        NOT NULL,
  key         text        NOT NULL CHECK (length(key) BETWEEN 8 AND 100),
  fingerprint bytea       NOT NULL,
  status      integer     NOT NULL,
  body        text        NOT NULL,
  created_at  timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (caller_id, key)
);
CREATE INDEX http_idempotency_created_at ON http_idempotency (created_at);
