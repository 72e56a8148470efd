-- Producers 经营主体.
CREATE TABLE producer (
  id             uuid        PRIMARY KEY,
  name           text        NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
  kind           text        NOT NULL CHECK (kind IN ('WORKSHOP', 'ENTERPRISE', 'COOPERATIVE', 'FARM', 'PARK')),
  region_code    text        NOT NULL REFERENCES region (code),
  status         text        NOT NULL CHECK (status IN ('APPLIED', 'RECOMMENDED', 'APPROVED', 'REJECTED')),
  applicant      uuid        NOT NULL,
  applied_at     timestamptz NOT NULL DEFAULT now(),
  recommended_by uuid,
  recommended_at timestamptz,
  decided_by     uuid,
  decided_at     timestamptz,
  decision_note  text
);
CREATE INDEX producer_region ON producer (region_code, id);

-- When a workshop counts as one 认定: by region and date. A rule that is given anew takes the place of the one before:
-- the transparency log holds both, told apart by revision.
CREATE TABLE producer_rule (
  region_code           text        NOT NULL REFERENCES region (code),
  valid_from            date        NOT NULL,
  min_poor_workers      integer     NOT NULL CHECK (min_poor_workers >= 0),
  min_poor_basis_points integer     NOT NULL CHECK (min_poor_basis_points BETWEEN 0 AND 10000),
  min_contract_months   integer     NOT NULL CHECK (min_contract_months >= 0),
  document              text        NOT NULL,
  recorded_at           timestamptz NOT NULL DEFAULT now(),
  revision              integer     NOT NULL DEFAULT 1,
  PRIMARY KEY (region_code, valid_from)
);

-- Who stands to which producer as what. Of which household a person is on a day stands in her spans.
CREATE TABLE producer_membership (
  producer_id     uuid        NOT NULL REFERENCES producer (id),
  id              uuid        NOT NULL,
  person_id       uuid        NOT NULL,
  kind            text        NOT NULL CHECK (kind IN ('WORKER', 'SUPPLIER', 'SHAREHOLDER', 'TRUSTOR', 'LESSOR')),
  holds_from      date        NOT NULL,
  holds_until     date,
  contract_months integer     NOT NULL DEFAULT 0 CHECK (contract_months BETWEEN 0 AND 600),
  roster_ref      text,
  recorded_at     timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (producer_id, id),
  UNIQUE (producer_id, person_id, kind, holds_from),
  UNIQUE (producer_id, roster_ref),
  CHECK (holds_until >= holds_from)
);
-- Where a person works, by herself: who may change the payee of a worker of no household.
CREATE INDEX producer_membership_person ON producer_membership (person_id);

-- Since when a producer works or stands still 复工; corrections are new rows.
CREATE TABLE producer_operation (
  producer_id uuid        NOT NULL REFERENCES producer (id),
  holds_from  date        NOT NULL,
  operating   boolean     NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (producer_id, holds_from, recorded_at)
);

-- Who runs a producer, as a person of the vault: she can be no household's payee. She counts at her own producer, once
-- she agreed or an officer confirmed it, from a day until a day.
CREATE TABLE producer_manager (
  producer_id  uuid        NOT NULL REFERENCES producer (id),
  person_id    uuid        NOT NULL,
  recorded_by  uuid        NOT NULL,
  recorded_at  timestamptz NOT NULL DEFAULT now(),
  id           uuid        NOT NULL,
  holds_from   date        NOT NULL,
  holds_until  date,
  confirmed_by uuid,
  confirmed_at timestamptz,
  ended_by     uuid,
  ended_at     timestamptz,
  end_reason   text,
  PRIMARY KEY (producer_id, id),
  UNIQUE (producer_id, person_id, holds_from),
  CHECK (holds_until >= holds_from),
  CHECK ((confirmed_by IS NULL) = (confirmed_at IS NULL)),
  CHECK ((ended_by IS NULL) = (ended_at IS NULL) AND (ended_by IS NULL) = (end_reason IS NULL))
);
CREATE INDEX producer_manager_person ON producer_manager (person_id);
REVOKE UPDATE, DELETE ON producer_manager FROM livelihood_app;
GRANT UPDATE (confirmed_by, confirmed_at, holds_until, ended_by, ended_at, end_reason) ON producer_manager
  TO livelihood_app;
