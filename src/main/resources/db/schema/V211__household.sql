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

-- Members of households. Who a person is stands here once; where she belongs from when to when stands in her spans.
CREATE TABLE household_member (
  id          uuid        PRIMARY KEY,
  labour      text        NOT NULL CHECK (labour IN ('SKILLED', 'ORDINARY', 'LOST', 'NONE')),
  health      text        NOT NULL CHECK (health IN ('HEALTHY', 'CHRONIC', 'MAJOR', 'DISABLED')),
  recorded_at timestamptz NOT NULL DEFAULT now()
);

-- To which household a person belongs, dated: births, marriages, deaths, moves. A row is a version of its span; the one
-- recorded last counts, so that what was known at a time can be told.
CREATE TABLE household_member_span (
  member_id    uuid        NOT NULL REFERENCES household_member (id),
  recorded_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
  holds_from   date,
  holds_until  date,
  document     text        NOT NULL,
  recorded_by  uuid        NOT NULL,
  span_id      uuid        NOT NULL,
  household_id uuid        NOT NULL REFERENCES household (id),
  reason       text        NOT NULL,
  void         boolean     NOT NULL DEFAULT false,
  PRIMARY KEY (span_id, recorded_at),
  CHECK (holds_until >= holds_from),
  CONSTRAINT household_member_span_reason CHECK (reason IN ('ENTERED', 'BORN', 'ADOPTED', 'MARRIED_IN', 'MOVED_IN',
    'DIED', 'MARRIED_OUT', 'MOVED_OUT', 'LEFT', 'MERGED', 'SPLIT', 'CORRECTED'))
);
CREATE INDEX household_member_span_member ON household_member_span (member_id);
CREATE INDEX household_member_span_household ON household_member_span (household_id);

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

-- A card's or a member's field that became another, or had been taken wrongly: from a day on, or (NULL) from the first
-- day on. The card keeps what holds today. A name's values lie in the vault.
CREATE TABLE household_change (
  id          uuid        PRIMARY KEY,
  subject_id  uuid        NOT NULL,
  field       text        NOT NULL CHECK (field IN ('VILLAGE', 'REGISTRY_NO', 'ATTRIBUTE', 'CAUSES', 'MERGED_INTO',
                            'LABOUR', 'HEALTH', 'NAME')),
  was         text,
  value       text,
  holds_from  date,
  reason      text        NOT NULL CHECK (reason IN ('CORRECTED', 'CHANGED', 'MOVED', 'RESETTLED', 'MERGED')),
  document    text        NOT NULL,
  recorded_by uuid        NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  CHECK ((field = 'NAME') = (value IS NULL))
);
CREATE INDEX household_change_subject ON household_change (subject_id, field);

-- What the county's yearly survey of the cards 动态管理 found: a household's net income of a year and how many lived on it.
-- Beside what the ledger knows, never added to it; corrections are new rows.
CREATE TABLE household_survey (
  household_id   uuid        NOT NULL REFERENCES household (id),
  year           integer     NOT NULL CHECK (year BETWEEN 1978 AND 2100),
  recorded_at    timestamptz NOT NULL DEFAULT clock_timestamp(),
  net_income_fen bigint      NOT NULL,
  people         integer     NOT NULL CHECK (people BETWEEN 1 AND 100),
  document       text        NOT NULL,
  recorded_by    uuid        NOT NULL,
  PRIMARY KEY (household_id, year, recorded_at)
);
REVOKE UPDATE, DELETE ON household_member_span, household_status, household_change, household_survey
  FROM livelihood_app;

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

-- Names as they stood before they were corrected, sealed as the vault is. They can be erased, not changed.
CREATE TABLE household_former_name (
  change_id uuid  PRIMARY KEY REFERENCES household_change (id),
  person_id uuid  NOT NULL,
  name      bytea NOT NULL
);
CREATE INDEX household_former_name_person ON household_former_name (person_id);
REVOKE UPDATE ON household_former_name FROM livelihood_app;

-- Who saw which person's data, and why.
CREATE TABLE household_unmasking (
  id          uuid        PRIMARY KEY,
  person_id   uuid        NOT NULL,
  account_id  uuid        NOT NULL,
  reason      text        NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT now()
);
REVOKE UPDATE, DELETE ON household_unmasking FROM livelihood_app;

-- Whose bank account gets a party's money: one person proposes, another confirms. The last confirmed one counts.
CREATE TABLE household_payee (
  id            uuid        PRIMARY KEY,
  party_kind    text        NOT NULL CHECK (party_kind IN ('HOUSEHOLD', 'WORKER')),
  party_id      uuid        NOT NULL,
  person_id     uuid        NOT NULL REFERENCES household_vault (person_id),
  bank_account  bytea       NOT NULL,
  account_index bytea       NOT NULL,
  proposed_by   uuid        NOT NULL,
  proposed_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
  confirmed_by  uuid,
  confirmed_at  timestamptz,
  CHECK ((confirmed_by IS NULL) = (confirmed_at IS NULL)),
  CHECK (confirmed_by <> proposed_by)
);
CREATE INDEX household_payee_party ON household_payee (party_id, confirmed_at DESC) WHERE confirmed_at IS NOT NULL;
CREATE INDEX household_payee_account ON household_payee (account_index);
REVOKE UPDATE, DELETE ON household_payee FROM livelihood_app;
GRANT UPDATE (confirmed_by, confirmed_at) ON household_payee TO livelihood_app;
