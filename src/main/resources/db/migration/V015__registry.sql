-- Regions 行政区划 by 12-digit statistical code; a parent is a prefix.
CREATE TABLE region (
  code           text    PRIMARY KEY CHECK (code ~ '^[0-9]{12}$'),
  name           text    NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
  level          text    NOT NULL CHECK (level IN ('PROVINCE', 'PREFECTURE', 'COUNTY', 'TOWNSHIP', 'VILLAGE')),
  parent_code    text    REFERENCES region (code),
  one_of_832     boolean NOT NULL DEFAULT false,
  three_regions  boolean NOT NULL DEFAULT false,
  delisted_on    date,
  CHECK ((level = 'PROVINCE') = (parent_code IS NULL))
);
CREATE INDEX region_parent ON region (parent_code, code);

-- Poverty and monitoring lines by region and year; '' is the whole country. Data with its document, never code.
CREATE TABLE region_line (
  region_code text    NOT NULL,
  year        integer NOT NULL CHECK (year BETWEEN 1978 AND 2100),
  kind        text    NOT NULL CHECK (kind IN ('POVERTY', 'MONITORING')),
  amount_fen  bigint  NOT NULL CHECK (amount_fen > 0),
  document    text    NOT NULL,
  PRIMARY KEY (region_code, year, kind)
);

-- Registered households 建档立卡户: what may be known of them outside the vault.
CREATE TABLE household (
  id           uuid        PRIMARY KEY,
  registry_no  text        NOT NULL UNIQUE,
  village_code text        NOT NULL REFERENCES region (code),
  attribute    text        NOT NULL CHECK (attribute IN ('GENERAL', 'LOW_INCOME', 'FIVE_GUARANTEE', 'LOW_INCOME_POOR')),
  main_cause   text        NOT NULL,
  other_causes text[]      NOT NULL DEFAULT '{}' CHECK (cardinality(other_causes) <= 2),
  recorded_at  timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX household_village ON household (village_code, id);

CREATE TABLE household_member (
  id           uuid        PRIMARY KEY,
  household_id uuid        NOT NULL REFERENCES household (id),
  labour       text        NOT NULL CHECK (labour IN ('SKILLED', 'ORDINARY', 'LOST', 'NONE')),
  health       text        NOT NULL CHECK (health IN ('HEALTHY', 'CHRONIC', 'MAJOR', 'DISABLED')),
  recorded_at  timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX household_member_household ON household_member (household_id);

-- Status over two times: since when it holds, and when it was recorded. Corrections are new rows.
CREATE TABLE household_status (
  household_id uuid        NOT NULL REFERENCES household (id),
  status       text        NOT NULL CHECK (status IN ('REGISTERED_POOR', 'OUT_OF_POVERTY', 'UNSTABLE', 'MARGINAL',
                 'SUDDEN_HARDSHIP', 'RISK_CLEARED')),
  holds_from   date        NOT NULL,
  recorded_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
  recorded_by  uuid        NOT NULL,
  PRIMARY KEY (household_id, holds_from, recorded_at)
);

-- The vault: personal data, sealed field by field; the blind index finds an ID number without telling it.
CREATE TABLE household_vault (
  person_id     uuid        PRIMARY KEY,
  name          bytea       NOT NULL,
  id_number     bytea       NOT NULL,
  id_index      bytea       NOT NULL UNIQUE,
  phone         bytea,
  bank_account  bytea,
  recorded_at   timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE household_unmasking (
  id          uuid        PRIMARY KEY,
  person_id   uuid        NOT NULL,
  account_id  uuid        NOT NULL,
  reason      text        NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT now()
);
REVOKE UPDATE, DELETE ON household_status, household_unmasking FROM livelihood_app;

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

-- When a workshop counts as one 认定: by region and date.
CREATE TABLE producer_rule (
  region_code          text    NOT NULL REFERENCES region (code),
  valid_from           date    NOT NULL,
  min_poor_workers     integer NOT NULL CHECK (min_poor_workers >= 0),
  min_poor_basis_points integer NOT NULL CHECK (min_poor_basis_points BETWEEN 0 AND 10000),
  min_contract_months  integer NOT NULL CHECK (min_contract_months >= 0),
  document             text    NOT NULL,
  PRIMARY KEY (region_code, valid_from)
);

-- Who stands to which producer as what. member_id is null for a worker of no registered household.
CREATE TABLE producer_membership (
  producer_id     uuid        NOT NULL REFERENCES producer (id),
  id              uuid        NOT NULL,
  person_id       uuid        NOT NULL,
  household_id    uuid        REFERENCES household (id),
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
CREATE INDEX producer_membership_household ON producer_membership (household_id);

CREATE TABLE producer_operation (
  producer_id uuid        NOT NULL REFERENCES producer (id),
  holds_from  date        NOT NULL,
  operating   boolean     NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (producer_id, holds_from, recorded_at)
);
