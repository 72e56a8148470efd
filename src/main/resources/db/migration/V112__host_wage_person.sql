-- Whom a host's wage is promised to, as a person: whose income it is depends on where she belongs on the day she hosted.
-- Sessions planned before this know the party alone.
ALTER TABLE live_session ADD wage_person_id uuid;
