-- Whose account it is, where that is known: the vault's id of the person. Rules of several persons ask for it.
CREATE TABLE security_person (
  account_id  uuid        PRIMARY KEY,
  person_id   uuid        NOT NULL,
  recorded_by uuid        NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX security_person_person ON security_person (person_id);

-- Who brought which results of the bank: neither who made the batch nor who approved it.
CREATE TABLE payout_result_file (
  producer_id uuid        NOT NULL,
  batch_id    uuid        NOT NULL,
  id          uuid        NOT NULL,
  confirmed   integer     NOT NULL CHECK (confirmed >= 0),
  failed      integer     NOT NULL CHECK (failed >= 0),
  brought_by  uuid        NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (producer_id, batch_id, id)
);
REVOKE UPDATE, DELETE ON security_person, payout_result_file FROM livelihood_app;
