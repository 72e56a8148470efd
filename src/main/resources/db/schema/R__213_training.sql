-- As indicators see them: who attended which lesson for how long, and who teaches where.
CREATE OR REPLACE VIEW training_attended AS
SELECT a.lesson_id, l.title, i.id AS instructor_id, i.name AS teacher, i.kind AS teacher_kind, l.starts_at,
       a.household_id, a.member_id, a.minutes, a.recorded_at
  FROM training_attendance a
  JOIN training_lesson l ON l.id = a.lesson_id
  JOIN training_instructor i ON i.id = l.instructor_id;
CREATE OR REPLACE VIEW training_teacher AS
SELECT kind, region_code, holds_from, holds_until, recorded_at FROM training_instructor;
REVOKE INSERT, UPDATE, DELETE ON training_attended, training_teacher FROM livelihood_app;
