-- The least that an hour of work is paid 最低工资标准, by region; the nearest region above that has one counts.
CREATE TABLE payroll_minimum_wage (
  region_code  text        NOT NULL,
  valid_from   date        NOT NULL,
  fen_per_hour bigint      NOT NULL CHECK (fen_per_hour > 0),
  document     text        NOT NULL,
  recorded_by  uuid        NOT NULL,
  recorded_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (region_code, valid_from, recorded_at)
);

-- Pay periods 工资结算期 of a producer, closed once; each source of wages belongs to one.
CREATE TABLE payroll_period (
  producer_id       uuid        NOT NULL REFERENCES producer (id),
  id                uuid        NOT NULL,
  from_day          date        NOT NULL,
  to_day            date        NOT NULL,
  fen_per_hour      bigint      NOT NULL CHECK (fen_per_hour > 0),
  evidence          text        NOT NULL,
  closed_by         uuid        NOT NULL,
  closed_at         timestamptz NOT NULL,
  PRIMARY KEY (producer_id, id),
  UNIQUE (producer_id, to_day),
  CHECK (to_day >= from_day)
);
CREATE TABLE payroll_source (
  producer_id uuid NOT NULL,
  source_kind text NOT NULL CHECK (source_kind IN ('LOT', 'HOST_WAGE')),
  source_id   uuid NOT NULL,
  period_id   uuid NOT NULL,
  PRIMARY KEY (producer_id, source_kind, source_id),
  FOREIGN KEY (producer_id, period_id) REFERENCES payroll_period (producer_id, id)
);
CREATE TABLE payroll_line (
  producer_id uuid    NOT NULL,
  period_id   uuid    NOT NULL,
  party_kind  text    NOT NULL CHECK (party_kind IN ('HOUSEHOLD', 'WORKER')),
  party_id    uuid    NOT NULL,
  minutes     bigint  NOT NULL CHECK (minutes >= 0),
  wages_fen   bigint  NOT NULL CHECK (wages_fen >= 0),
  top_up_fen  bigint  NOT NULL CHECK (top_up_fen >= 0),
  PRIMARY KEY (producer_id, period_id, party_id),
  FOREIGN KEY (producer_id, period_id) REFERENCES payroll_period (producer_id, id)
);

-- What attendance sheets tell, by person: minutes of a household together are spread over those of it who worked.
CREATE TABLE payroll_attendance (
  producer_id uuid   NOT NULL,
  period_id   uuid   NOT NULL,
  person_id   uuid   NOT NULL,
  party_kind  text   NOT NULL CHECK (party_kind IN ('HOUSEHOLD', 'WORKER')),
  party_id    uuid   NOT NULL,
  from_day    date   NOT NULL,
  to_day      date   NOT NULL,
  minutes     bigint NOT NULL CHECK (minutes > 0),
  PRIMARY KEY (producer_id, period_id, party_id, person_id),
  FOREIGN KEY (producer_id, period_id) REFERENCES payroll_period (producer_id, id),
  CHECK (to_day >= from_day)
);
CREATE INDEX payroll_attendance_person ON payroll_attendance (person_id, from_day);

REVOKE UPDATE, DELETE ON payroll_minimum_wage, payroll_period, payroll_source, payroll_line, payroll_attendance
  FROM livelihood_app;
