-- Hours are counted by person, whether she is of a household or a worker of none.
DROP INDEX lot_contribution_person;
CREATE INDEX lot_contribution_person ON lot_contribution (coalesce(member_id, party_id), worked_on)
 WHERE unit = 'MINUTE';
