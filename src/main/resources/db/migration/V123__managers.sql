-- A manager counts at her own producer, once she agreed or an officer confirmed it, from a day until a day.
-- What stood before was said by one person alone: it waits for its confirmation.
ALTER TABLE producer_manager
  ADD COLUMN id           uuid        NOT NULL DEFAULT gen_random_uuid(),
  ADD COLUMN holds_from   date,
  ADD COLUMN holds_until  date,
  ADD COLUMN confirmed_by uuid,
  ADD COLUMN confirmed_at timestamptz,
  ADD COLUMN ended_by     uuid,
  ADD COLUMN ended_at     timestamptz,
  ADD COLUMN end_reason   text;
UPDATE producer_manager SET holds_from = CAST(recorded_at AT TIME ZONE 'Asia/Shanghai' AS date);
ALTER TABLE producer_manager
  ALTER COLUMN id DROP DEFAULT,
  ALTER COLUMN holds_from SET NOT NULL,
  DROP CONSTRAINT producer_manager_pkey,
  ADD PRIMARY KEY (producer_id, id),
  ADD UNIQUE (producer_id, person_id, holds_from),
  ADD CHECK (holds_until >= holds_from),
  ADD CHECK ((confirmed_by IS NULL) = (confirmed_at IS NULL)),
  ADD CHECK ((ended_by IS NULL) = (ended_at IS NULL) AND (ended_by IS NULL) = (end_reason IS NULL));
GRANT UPDATE (confirmed_by, confirmed_at, holds_until, ended_by, ended_at, end_reason) ON producer_manager
  TO livelihood_app;
