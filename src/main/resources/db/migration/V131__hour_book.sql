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
REVOKE UPDATE, DELETE ON payroll_attendance FROM livelihood_app;

-- Sheets of before: what a period counted beyond the lots that it took, in equal parts to those who worked there.
INSERT INTO payroll_attendance (producer_id, period_id, person_id, party_kind, party_id, from_day, to_day, minutes)
SELECT producer_id, period_id, person_id, party_kind, party_id, from_day, to_day, part
  FROM (SELECT told.*, worked.person_id,
               div(told.minutes, worked.persons)
                 + CASE WHEN worked.place <= mod(told.minutes, worked.persons) THEN 1 ELSE 0 END AS part
          FROM (SELECT l.producer_id, l.period_id, l.party_kind, l.party_id, p.from_day, p.to_day,
                       l.minutes - coalesce((SELECT sum(w.units)
                                               FROM payroll_source s
                                               JOIN lot_work w ON w.producer_id = s.producer_id AND w.lot_id = s.source_id
                                              WHERE s.producer_id = l.producer_id AND s.period_id = l.period_id
                                                AND s.source_kind = 'LOT' AND w.party_id = l.party_id
                                                AND w.kind = 'LABOUR' AND w.unit = 'MINUTE'), 0) AS minutes
                  FROM payroll_line l
                  JOIN payroll_period p ON p.producer_id = l.producer_id AND p.id = l.period_id) told
         CROSS JOIN LATERAL (
               SELECT m.person_id, count(*) OVER () AS persons, row_number() OVER (ORDER BY m.person_id) AS place
                 FROM (SELECT DISTINCT m.person_id
                         FROM producer_membership m
                        WHERE m.producer_id = told.producer_id AND m.kind = 'WORKER'
                          AND m.holds_from <= told.to_day AND (m.holds_until IS NULL OR m.holds_until >= told.from_day)
                          AND told.party_id IN (m.household_id, m.person_id)) m) worked
         WHERE told.minutes > 0) spread
 WHERE part > 0;

-- The hour book: minutes of people over all producers, from lots by the day, from sheets by the period.
CREATE VIEW hours_book AS
SELECT producer_id, person_id, worked_on AS from_day, worked_on AS to_day, units AS minutes
  FROM lot_work
 WHERE unit = 'MINUTE'
 UNION ALL
SELECT producer_id, person_id, from_day, to_day, minutes FROM payroll_attendance;
