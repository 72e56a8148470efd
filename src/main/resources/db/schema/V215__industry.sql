-- Leading industries 主导产业 of a county, from when to when, each with the document that names it.
CREATE TABLE industry (
  id          uuid        PRIMARY KEY,
  county_code text        NOT NULL REFERENCES region (code),
  name        text        NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
  holds_from  date        NOT NULL,
  holds_until date,
  document    text        NOT NULL,
  recorded_by uuid        NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (county_code, name, holds_from),
  CHECK (holds_until >= holds_from)
);

-- Which producer works in which industry.
CREATE TABLE industry_producer (
  producer_id uuid        NOT NULL REFERENCES producer (id),
  industry_id uuid        NOT NULL REFERENCES industry (id),
  holds_from  date        NOT NULL,
  holds_until date,
  recorded_by uuid        NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (producer_id, industry_id, holds_from),
  CHECK (holds_until >= holds_from)
);
CREATE INDEX industry_producer_industry ON industry_producer (industry_id);

-- Industry projects 产业项目; a project has started on the first day on which it operates.
CREATE TABLE industry_project (
  id            uuid        PRIMARY KEY,
  region_code   text        NOT NULL REFERENCES region (code),
  name          text        NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
  registered_on date        NOT NULL,
  document      text        NOT NULL,
  recorded_by   uuid        NOT NULL,
  recorded_at   timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX industry_project_region ON industry_project (region_code, id);

-- Since when a project operates, stands still or has ended; corrections are new rows.
CREATE TABLE industry_project_state (
  project_id  uuid        NOT NULL REFERENCES industry_project (id),
  holds_from  date        NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  state       text        NOT NULL CHECK (state IN ('OPERATING', 'STOPPED', 'ENDED')),
  recorded_by uuid        NOT NULL,
  PRIMARY KEY (project_id, holds_from, recorded_at)
);
REVOKE UPDATE, DELETE ON industry_project, industry_project_state FROM livelihood_app;

-- Accounts through which institutions buy: consumption-based assistance 消费扶贫.
CREATE TABLE industry_institution (
  account_id  uuid        NOT NULL,
  holds_from  date        NOT NULL,
  holds_until date,
  kind        text        NOT NULL CHECK (kind IN ('GOVERNMENT', 'STATE_ENTERPRISE', 'ENTERPRISE', 'SCHOOL', 'HOSPITAL',
                'SOCIAL')),
  name        text        NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
  recorded_by uuid        NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (account_id, holds_from),
  CHECK (holds_until >= holds_from)
);
