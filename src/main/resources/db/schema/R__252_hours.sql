-- The hour book: minutes of people over all producers, from lots by the day, from sheets by the period.
CREATE OR REPLACE VIEW hours_book AS
SELECT producer_id, person_id, worked_on AS from_day, worked_on AS to_day, units AS minutes
  FROM lot_work
 WHERE unit = 'MINUTE'
 UNION ALL
SELECT producer_id, person_id, from_day, to_day, minutes FROM payroll_attendance;
REVOKE INSERT, UPDATE, DELETE ON hours_book FROM livelihood_app;
