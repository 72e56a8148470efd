-- What of the demo was entered, each step by its own key, so that a start that was cut off goes on where it stood and
-- what users made is never taken for the demo's.
CREATE TABLE demo_step (
  step    text        PRIMARY KEY,
  ref     uuid        NOT NULL,
  done_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
REVOKE UPDATE, DELETE ON demo_step FROM livelihood_app;
