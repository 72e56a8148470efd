-- A correction names the contribution of the same lot that it corrects, and counts on that one's day.
ALTER TABLE lot_contribution
  ADD corrects uuid,
  ADD FOREIGN KEY (producer_id, lot_id, corrects) REFERENCES lot_contribution (producer_id, lot_id, id),
  ADD CONSTRAINT lot_contribution_correction CHECK ((units < 0) = (corrects IS NOT NULL)) NOT VALID;
CREATE INDEX lot_contribution_corrects ON lot_contribution (producer_id, lot_id, corrects) WHERE corrects IS NOT NULL;

-- Corrections of before named none. Each takes off what the same party put into the same operation of the same lot, those
-- first who have corrections, the oldest first; what is left of a correction beyond that took off nothing.
CREATE TABLE lot_unnamed_correction (
  producer_id uuid   NOT NULL,
  lot_id      uuid   NOT NULL,
  corrects    uuid   NOT NULL,
  units       bigint NOT NULL CHECK (units > 0),
  PRIMARY KEY (producer_id, lot_id, corrects),
  FOREIGN KEY (producer_id, lot_id, corrects) REFERENCES lot_contribution (producer_id, lot_id, id)
);
INSERT INTO lot_unnamed_correction (producer_id, lot_id, corrects, units)
SELECT producer_id, lot_id, id, least(units, taken - before)
  FROM (SELECT producer_id, lot_id, id, units, taken,
               sum(greatest(units, 0)) OVER (PARTITION BY producer_id, lot_id, party_kind, party_id, kind, operation, unit
                                             ORDER BY corrected DESC, worked_on, id) - units AS before
          FROM (SELECT c.*,
                       -sum(least(units, 0)) OVER (PARTITION BY producer_id, lot_id, party_kind, party_id, kind,
                                                                operation, unit) AS taken,
                       bool_or(units < 0) OVER (PARTITION BY producer_id, lot_id, party_kind, party_id, kind, operation,
                                                             unit, member_id) AS corrected
                  FROM lot_contribution c) marked
         WHERE units > 0) running
 WHERE before < taken;
REVOKE INSERT, UPDATE, DELETE ON lot_unnamed_correction FROM livelihood_app;

-- What was put into lots, each entry with what corrections left of it.
CREATE VIEW lot_work AS
SELECT c.producer_id, c.lot_id, c.id, c.party_kind, c.party_id, c.member_id, coalesce(c.member_id, c.party_id) AS person_id,
       c.kind, c.operation, c.unit, c.worked_on, c.evidence, c.units AS entered,
       c.units + coalesce(named.units, 0) - coalesce(unnamed.units, 0) AS units
  FROM lot_contribution c
  LEFT JOIN LATERAL (SELECT CAST(sum(k.units) AS bigint) AS units
                       FROM lot_contribution k
                      WHERE k.producer_id = c.producer_id AND k.lot_id = c.lot_id AND k.corrects = c.id) named ON true
  LEFT JOIN lot_unnamed_correction unnamed ON unnamed.producer_id = c.producer_id AND unnamed.lot_id = c.lot_id
       AND unnamed.corrects = c.id
 WHERE c.units > 0;

-- A correction's leaf says what it corrects; those of before stay as they were logged.
CREATE OR REPLACE VIEW tlog_contribution AS
SELECT c.producer_id, c.id AS source_id, 0 AS seq, c.recorded_xid AS xid, c.recorded_at,
       ARRAY[c.party_id, c.recorded_by] AS subjects,
       concat(CASE WHEN c.corrects IS NULL THEN '{"v":1' ELSE '{"v":2' END,
              ',"kind":"CONTRIBUTION","producer":"', c.producer_id, '","id":"', c.id, '","lot":"', c.lot_id,
              '","partyKind":"', c.party_kind, '","party":', tlog_commit(s.salt, 'party', CAST(c.party_id AS text)),
              ',"member":', tlog_commit(s.salt, 'member', CAST(c.member_id AS text)),
              ',"work":"', c.kind, '","operation":', to_json(c.operation), ',"unit":"', c.unit,
              '","units":', c.units, CASE WHEN c.corrects IS NOT NULL THEN concat(',"corrects":"', c.corrects, '"') END,
              ',"workedOn":"', to_char(c.worked_on, 'YYYY-MM-DD'),
              '","evidence":', tlog_commit(s.salt, concat('evidence:', c.id), c.evidence),
              ',"recordedBy":', tlog_commit(b.salt, 'account', CAST(c.recorded_by AS text)),
              ',"recordedAt":', tlog_time(c.recorded_at), '}') AS record
  FROM lot_contribution c
  LEFT JOIN tlog_salt s ON s.subject = c.party_id
  LEFT JOIN tlog_salt b ON b.subject = c.recorded_by;
