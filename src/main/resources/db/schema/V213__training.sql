-- Who teaches: technical expert groups 技术专家组, industrial development instructors 产业发展指导员, and producers' people.
CREATE TABLE training_instructor (
  id          uuid        PRIMARY KEY,
  kind        text        NOT NULL CHECK (kind IN ('EXPERT_GROUP', 'INSTRUCTOR', 'PRODUCER')),
  name        text        NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
  region_code text        NOT NULL REFERENCES region (code),
  holds_from  date        NOT NULL,
  holds_until date,
  recorded_by uuid        NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  CHECK (holds_until >= holds_from)
);
CREATE INDEX training_instructor_region ON training_instructor (region_code, id);

CREATE TABLE training_lesson (
  id            uuid        PRIMARY KEY,
  instructor_id uuid        NOT NULL REFERENCES training_instructor (id),
  region_code   text        NOT NULL REFERENCES region (code),
  title         text        NOT NULL CHECK (length(title) BETWEEN 1 AND 120),
  starts_at     timestamptz NOT NULL,
  minutes       integer     NOT NULL CHECK (minutes BETWEEN 1 AND 1440),
  recorded_by   uuid        NOT NULL,
  recorded_at   timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX training_lesson_region ON training_lesson (region_code, id);

-- Minutes of a household's member in a lesson; a correction is a row of its own, negative where it takes off.
CREATE TABLE training_attendance (
  lesson_id    uuid        NOT NULL REFERENCES training_lesson (id),
  member_id    uuid        NOT NULL REFERENCES household_member (id),
  id           uuid        NOT NULL,
  household_id uuid        NOT NULL REFERENCES household (id),
  minutes      integer     NOT NULL CHECK (minutes <> 0),
  recorded_by  uuid        NOT NULL,
  recorded_at  timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (lesson_id, member_id, id)
);
CREATE INDEX training_attendance_member ON training_attendance (member_id);
CREATE INDEX training_attendance_household ON training_attendance (household_id);
REVOKE UPDATE, DELETE ON training_lesson, training_attendance FROM livelihood_app;
