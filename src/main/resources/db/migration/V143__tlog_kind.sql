-- Every record that a person decided is a leaf of the log. The kinds stand in one list; each of the new ones is a table,
-- read by a view that tlog_define makes of what the list says. Nothing touches those who write: the transaction that
-- wrote a row last is its xmin, which needs no column, default or trigger.
CREATE TABLE tlog_kind (
  kind     text    PRIMARY KEY CHECK (kind ~ '^[A-Z][A-Z_]{1,39}$'),
  source   text    NOT NULL,
  columns  text[]  NOT NULL DEFAULT '{}',
  standing boolean NOT NULL,
  replaced boolean NOT NULL DEFAULT false
);
COMMENT ON TABLE tlog_kind IS 'What becomes a leaf: kind, its table, which of its columns. standing: a decision, which is
  held against its leaf whenever it was recorded; the others belong to the period in which they were. replaced: a later
  revision may take its place.';
INSERT INTO tlog_kind (kind, source, standing)
VALUES ('JOURNAL', 'ledger_journal', false), ('CONTRIBUTION', 'lot_contribution', false),
       ('AGREEMENT', 'agreement_version', false), ('ACTIVATION', 'agreement_activation', false),
       ('PAYOUT', 'payout_item', false), ('PAYOUT_RESULT', 'payout_item', false);
CREATE INDEX tlog_leaf_kind ON tlog_leaf (kind, index);

-- A row's xmin as a number that does not begin anew: the one next to the transactions of now, as PostgreSQL compares
-- them. One expression, so that it is no call for each row.
CREATE FUNCTION tlog_xid(x xid) RETURNS xid8 LANGUAGE sql STABLE
RETURN CAST(CAST(greatest(0, CAST(CAST(pg_snapshot_xmax(pg_current_snapshot()) AS text) AS bigint)
  - (((CAST(CAST(pg_snapshot_xmax(pg_current_snapshot()) AS text) AS bigint) - CAST(CAST(x AS text) AS bigint)
       + 2147483648) & 4294967295) - 2147483648)) AS text) AS xid8);

-- Whether a row of the table was written since a transaction, that one included.
CREATE FUNCTION tlog_written_since(source text, since xid8) RETURNS boolean LANGUAGE plpgsql STABLE STRICT AS $$
DECLARE
  oldest integer := age(CAST(CAST(CAST(CAST(since AS text) AS bigint) & 4294967295 AS text) AS xid));
  found boolean;
BEGIN
  EXECUTE format('SELECT EXISTS (SELECT FROM %I s WHERE age(s.xmin) <= %s)', source,
                 CASE WHEN oldest < 0 THEN 2147483647 ELSE oldest END) INTO found;
  RETURN found;
END $$;

-- An id of a key that is no uuid.
CREATE FUNCTION tlog_id(VARIADIC key text[]) RETURNS uuid LANGUAGE sql IMMUTABLE
RETURN CAST(md5(array_to_string(key, '/', '-')) AS uuid);

-- The text of a column's value, whatever the session's settings are.
CREATE FUNCTION tlog_text_of(name text, type regtype) RETURNS text LANGUAGE sql IMMUTABLE
RETURN CASE type WHEN CAST('timestamptz' AS regtype) THEN format('trim(''"'' FROM tlog_time(s.%I))', name)
                 WHEN CAST('date' AS regtype) THEN format('to_char(s.%I, ''YYYY-MM-DD'')', name)
                 WHEN CAST('bytea' AS regtype) THEN format('encode(s.%I, ''hex'')', name)
                 ELSE format('CAST(s.%I AS text)', name) END;

CREATE FUNCTION tlog_json(value text) RETURNS text LANGUAGE sql IMMUTABLE
RETURN coalesce(CAST(to_json(value) AS text), 'null');

-- Defines a kind and its view. A column that names a person, household or account is committed to under its own salt;
-- what is sealed, under that of whom the record is of; so is free text. What is neither stands in the leaf as text.
--   key       that finds the row, besides producer_id; one uuid is the record's id, others are hashed to one
--   at        when it was recorded; NULL where that was not written down
--   fields    the columns; NULL: all but those in later
--   later     columns that are no part of it: they change, and stand in another kind or are recomputed
--   condition when a row is such a record
--   sealed    columns of personal data; '{*}': all
--   number    the column that tells several records of one key apart
CREATE FUNCTION tlog_define(name text, source text, key text[], at text, fields text[] DEFAULT NULL,
                            later text[] DEFAULT '{}', condition text DEFAULT 'true', sealed text[] DEFAULT '{}',
                            number text DEFAULT NULL, replaced boolean DEFAULT false)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  person CONSTANT text := '(_by|^applicant|^given_to|^(household|person|member|party|wage_party|account|host|payee)_id)$';
  free_text CONSTANT text := '^(evidence|reason|note|what|decision)$';
  owned boolean := EXISTS (SELECT FROM pg_attribute WHERE attrelid = CAST(source AS regclass) AND attname = 'producer_id');
  own text[];
  c record;
  id text;
  subject text;
  subjects text[] := '{}';
  json text[] := '{}';
BEGIN
  SELECT array_agg(CAST(attname AS text) ORDER BY attnum) INTO own
    FROM pg_attribute
   WHERE attrelid = CAST(source AS regclass) AND attnum > 0 AND NOT attisdropped AND attname <> 'producer_id'
     AND (fields IS NULL AND attname <> ALL (later) OR attname = ANY (key || fields));
  SELECT CASE WHEN count(*) = 1 AND bool_and(atttypid = CAST('uuid' AS regtype)) THEN format('s.%I', min(attname))
              ELSE format('tlog_id(%s)', string_agg(tlog_text_of(attname, atttypid), ', ' ORDER BY attnum)) END
    INTO id
    FROM pg_attribute WHERE attrelid = CAST(source AS regclass) AND attname = ANY (key);
  FOR c IN SELECT a.attname AS name, a.atttypid AS type, tlog_text_of(a.attname, a.atttypid) AS value,
                  a.atttypid = CAST('uuid' AS regtype)
                    AND (a.attname ~ person OR a.attname = 'id' AND sealed = '{*}') AS is_person
             FROM pg_attribute a
            WHERE attrelid = CAST(source AS regclass) AND attname = ANY (own) ORDER BY attnum LOOP
    IF c.is_person THEN
      subjects := subjects || format('s.%I', c.name);
      subject := coalesce(subject, format('s.%I', c.name));
    END IF;
  END LOOP;
  subject := coalesce(subject, id);
  FOR c IN SELECT a.attname AS name, tlog_text_of(a.attname, a.atttypid) AS value,
                  a.atttypid = CAST('uuid' AS regtype)
                    AND (a.attname ~ person OR a.attname = 'id' AND sealed = '{*}') AS is_person,
                  CASE WHEN a.attname ~ '(_by|^applicant|^given_to|^(account|host)_id)$' THEN 'account' ELSE 'party' END
                    AS label
             FROM pg_attribute a
            WHERE attrelid = CAST(source AS regclass) AND attname = ANY (own) ORDER BY attnum LOOP
    json := json || format('''%s"%s":''', CASE WHEN json = '{}' THEN '' ELSE ',' END, c.name) || CASE
      WHEN c.is_person THEN format('tlog_commit((SELECT t.salt FROM tlog_salt t WHERE t.subject = s.%I), %L, %s)',
                                   c.name, c.label, c.value)
      WHEN sealed = '{*}' OR c.name = ANY (sealed) OR c.name ~ free_text
        THEN format('tlog_commit((SELECT t.salt FROM tlog_salt t WHERE t.subject = %s), concat(%L, %s), %s)',
                    subject, c.name || ':', id, c.value)
      ELSE format('tlog_json(%s)', c.value) END;
  END LOOP;
  IF subjects = '{}' AND (sealed <> '{}' OR EXISTS (SELECT FROM unnest(own) o WHERE o ~ free_text)) THEN
    subjects := ARRAY[subject];
  END IF;
  EXECUTE format($view$
    CREATE VIEW %I AS
    SELECT %s AS producer_id, %s AS source_id, %s AS seq, tlog_xid(s.xmin) AS xid, CAST(%s AS timestamptz) AS recorded_at,
           array_remove(ARRAY[%s]::uuid[], NULL) AS subjects,
           concat('{"v":1,"kind":"%s"'%s, ',"fields":{', %s, '}}') AS record
      FROM %I s
     WHERE %s$view$,
    'tlog_' || lower(name),
    CASE WHEN owned THEN 's.producer_id' ELSE 'CAST(''00000000-0000-0000-0000-000000000000'' AS uuid)' END, id, CASE WHEN number IS NULL THEN '0' ELSE format('s.%I', number) END,
    CASE WHEN at IS NULL THEN 'NULL' ELSE format('s.%I', at) END, array_to_string(subjects, ', '), name,
    CASE WHEN owned THEN ', '',"producer":"'', s.producer_id, ''"''' ELSE '' END, array_to_string(json, ', '), source,
    condition);
  EXECUTE format('REVOKE INSERT, UPDATE, DELETE ON %I FROM PUBLIC, livelihood_app', 'tlog_' || lower(name));
  INSERT INTO tlog_kind (kind, source, columns, standing, replaced)
  VALUES (name, source, own || CASE WHEN owned THEN ARRAY['producer_id'] ELSE '{}' END, true, replaced);
  INSERT INTO tlog_cursor (kind) VALUES (name);
END $$;
REVOKE EXECUTE ON FUNCTION tlog_define FROM PUBLIC, livelihood_app;
REVOKE INSERT, UPDATE, DELETE ON tlog_kind FROM livelihood_app;

-- Appends what is due of one kind, at most so many leaves, at the end of the log; gives how many.
-- whole: the cursor and the horizon are left aside and every row that is seen and has no leaf is due.
-- A row without a transaction cannot be taken. Salts: 366 random bits in 256. Of a table in which nothing was written
-- since its cursor, nothing is due.
CREATE OR REPLACE FUNCTION tlog_append_kind(name text, most integer, horizon xid8, old_size bigint, whole boolean)
RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  read tlog_cursor;
  rows_due text := format($due$
    SELECT * FROM %I s
     WHERE ($1 AND s.xid IS NOT NULL
            OR s.xid >= $2 AND s.xid < $6 AND (s.xid, s.producer_id, s.source_id, s.seq) > ($2, $3, $4, $5))
       AND (SELECT true FROM tlog_leaf l
             WHERE l.producer_id = s.producer_id AND l.source_id = s.source_id AND l.kind = %L AND l.seq = s.seq) IS NULL
     ORDER BY s.xid, s.producer_id, s.source_id, s.seq
     LIMIT $7$due$, 'tlog_' || lower(name), name);
  appended integer;
BEGIN
  SELECT * INTO read FROM tlog_cursor WHERE kind = name;
  IF NOT whole AND NOT tlog_written_since((SELECT k.source FROM tlog_kind k WHERE k.kind = name AND k.standing), read.xid)
  THEN
    RETURN 0;
  END IF;
  EXECUTE format($salts$
    INSERT INTO tlog_salt (subject, salt)
    SELECT subject, sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()))
      FROM (SELECT DISTINCT unnest(subjects) AS subject FROM (%s) due) new
        ON CONFLICT DO NOTHING$salts$, rows_due)
    USING whole, read.xid, read.producer_id, read.source_id, read.seq, horizon, most;
  EXECUTE format($leaves$
    INSERT INTO tlog_leaf (index, kind, producer_id, source_id, seq, xid, record, hash)
    SELECT $8 - 1 + row_number() OVER (ORDER BY xid, producer_id, source_id, seq), %L, producer_id, source_id, seq, xid,
           bytes, sha256('\x00'::bytea || bytes)
      FROM (SELECT due.*, convert_to(record, 'UTF8') AS bytes FROM (%s) due OFFSET 0) leaf
     WHERE NOT $1
        OR NOT EXISTS (SELECT FROM unnest(subjects) u WHERE NOT EXISTS (SELECT FROM tlog_salt t WHERE t.subject = u))
    $leaves$, name, rows_due)
    USING whole, read.xid, read.producer_id, read.source_id, read.seq, horizon, most, old_size;
  GET DIAGNOSTICS appended = ROW_COUNT;
  IF appended = most AND NOT whole THEN
    UPDATE tlog_cursor c SET (xid, producer_id, source_id, seq) = (l.xid, l.producer_id, l.source_id, l.seq)
      FROM tlog_leaf l
     WHERE c.kind = name AND l.index = old_size + appended - 1;
  ELSIF appended < most THEN
    UPDATE tlog_cursor SET xid = horizon, producer_id = '00000000-0000-0000-0000-000000000000',
                           source_id = '00000000-0000-0000-0000-000000000000', seq = -1
     WHERE kind = name AND (whole OR xid < horizon);
  END IF;
  RETURN appended;
END $$;

REVOKE EXECUTE ON FUNCTION tlog_written_since FROM PUBLIC, livelihood_app;

-- A line or a rule that is given anew takes the place of the one before: the log holds both.
ALTER TABLE region_line ADD recorded_at timestamptz NOT NULL DEFAULT now(), ADD revision integer NOT NULL DEFAULT 1;
ALTER TABLE producer_rule ADD recorded_at timestamptz NOT NULL DEFAULT now(), ADD revision integer NOT NULL DEFAULT 1;
