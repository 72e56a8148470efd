-- What of the demo was entered, each step by its own key, so that a start that was cut off goes on where it stood and what
-- users made is never taken for the demo's. A database that has accounts already gets no demo any more.
CREATE TABLE demo_step (
  step    text        PRIMARY KEY,
  ref     uuid        NOT NULL,
  done_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
REVOKE UPDATE, DELETE ON demo_step FROM livelihood_app;
INSERT INTO demo_step (step, ref)
SELECT 'over', '00000000-0000-0000-0000-000000000000' WHERE EXISTS (SELECT FROM security_account);
