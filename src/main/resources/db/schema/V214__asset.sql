-- Assets given in kind 实物帮扶. A GRANT is a memo with its value, not income; what is RECOVERABLE is owed back as an
-- advance.
CREATE TABLE asset_grant (
  producer_id  uuid        NOT NULL REFERENCES producer (id),
  id           uuid        NOT NULL,
  household_id uuid        NOT NULL REFERENCES household (id),
  kind         text        NOT NULL CHECK (kind IN ('GRANT', 'RECOVERABLE')),
  what         text        NOT NULL CHECK (length(what) BETWEEN 1 AND 80),
  units        bigint      NOT NULL CHECK (units > 0),
  value_fen    bigint      NOT NULL CHECK (value_fen > 0),
  given_on     date        NOT NULL,
  evidence     text        NOT NULL,
  recorded_by  uuid        NOT NULL,
  recorded_at  timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (producer_id, id)
);
CREATE INDEX asset_grant_household ON asset_grant (household_id, given_on);

-- What became of them. A count (KEPT) changes no balance; a correction reverses one event, and the right one follows.
CREATE TABLE asset_event (
  producer_id uuid        NOT NULL,
  grant_id    uuid        NOT NULL,
  seq         integer     NOT NULL CHECK (seq > 0),
  id          uuid        NOT NULL,
  kind        text        NOT NULL CHECK (kind IN ('KEPT', 'LOST', 'RETURNED', 'REVERSED')),
  units       bigint      NOT NULL CHECK (units >= 0),
  on_day      date        NOT NULL,
  relieved    boolean     NOT NULL,
  relief_fen  bigint      NOT NULL,
  reverses    integer,
  evidence    text        NOT NULL,
  recorded_by uuid        NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (producer_id, grant_id, seq),
  FOREIGN KEY (producer_id, grant_id) REFERENCES asset_grant (producer_id, id),
  FOREIGN KEY (producer_id, grant_id, reverses) REFERENCES asset_event (producer_id, grant_id, seq),
  UNIQUE (producer_id, grant_id, reverses),
  CHECK ((kind = 'REVERSED') = (reverses IS NOT NULL))
);
REVOKE UPDATE, DELETE ON asset_grant, asset_event FROM livelihood_app;
