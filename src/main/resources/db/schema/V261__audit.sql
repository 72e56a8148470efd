-- Runs of all checks that take longer than an answer may: one at a time, check by check, and their results are kept.
CREATE TABLE audit_run (
  id         uuid        PRIMARY KEY,
  from_day   date        NOT NULL,
  to_day     date        NOT NULL,
  producer   uuid,
  region     text,
  producers  uuid[],
  most       integer     NOT NULL CHECK (most BETWEEN 1 AND 1000),
  started_by uuid        NOT NULL,
  started_at timestamptz NOT NULL DEFAULT now(),
  ended_at   timestamptz,
  CHECK (to_day >= from_day)
);
COMMENT ON COLUMN audit_run.producers IS 'Who is looked at, as it was when the run was started; all where null.';
CREATE UNIQUE INDEX audit_run_one ON audit_run ((true)) WHERE ended_at IS NULL;
CREATE INDEX audit_run_started ON audit_run (started_at DESC, id DESC);

-- What one check of a run found, as it was answered.
CREATE TABLE audit_run_result (
  run_id   uuid        NOT NULL REFERENCES audit_run (id),
  code     text        NOT NULL,
  verdict  text        NOT NULL,
  result   text        NOT NULL,
  ended_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (run_id, code)
);

REVOKE UPDATE, DELETE ON audit_run, audit_run_result FROM livelihood_app;
GRANT UPDATE (ended_at) ON audit_run TO livelihood_app;
