-- The transparency log: a Merkle tree (RFC 9162) over the bytes of every record of record. Every record that a person
-- decided is a leaf of it. Nothing touches those who write.

-- The one row that a writer locks. system_id: a restored dump lies in another cluster, whose transactions count anew.
CREATE TABLE tlog_head (
  one       boolean PRIMARY KEY DEFAULT true CHECK (one),
  size      bigint  NOT NULL DEFAULT 0 CHECK (size >= 0),
  system_id bigint  NOT NULL
);
INSERT INTO tlog_head (system_id) SELECT system_identifier FROM pg_control_system();

-- What becomes a leaf, kind by kind.
CREATE TABLE tlog_kind (
  kind     text    PRIMARY KEY CHECK (kind ~ '^[A-Z][A-Z_]{1,39}$'),
  source   text    NOT NULL,
  columns  text[]  NOT NULL DEFAULT '{}',
  standing boolean NOT NULL,
  replaced boolean NOT NULL DEFAULT false
);
COMMENT ON TABLE tlog_kind IS
  'What becomes a leaf: kind, its table, which of its columns. '
  'standing: a decision, which is held against its leaf whenever it was recorded; '
  'the others belong to the period in which they were. '
  'replaced: a later revision may take its place.';

-- How far each kind of record was read: all below (xid, producer_id, source_id, seq), which is included.
CREATE TABLE tlog_cursor (
  kind        text    PRIMARY KEY,
  xid         xid8    NOT NULL DEFAULT '0',
  producer_id uuid    NOT NULL DEFAULT '00000000-0000-0000-0000-000000000000',
  source_id   uuid    NOT NULL DEFAULT '00000000-0000-0000-0000-000000000000',
  seq         integer NOT NULL DEFAULT -1
);

-- One log over all producers, so its key is the place in it. record: the canonical bytes, written once.
CREATE TABLE tlog_leaf (
  index       bigint  PRIMARY KEY CHECK (index >= 0),
  kind        text    NOT NULL,
  producer_id uuid    NOT NULL,
  source_id   uuid    NOT NULL,
  seq         integer NOT NULL,
  xid         xid8    NOT NULL,
  record      bytea   NOT NULL,
  hash        bytea   NOT NULL CHECK (length(hash) = 32),
  UNIQUE (producer_id, source_id, kind, seq)
);
CREATE INDEX tlog_leaf_kind ON tlog_leaf (kind, index);

-- Hashes of complete subtrees: the one at (level, index) spans the leaves from index * 2^level, 2^level of them.
CREATE TABLE tlog_node (
  level smallint NOT NULL CHECK (level > 0),
  index bigint   NOT NULL,
  hash  bytea    NOT NULL CHECK (length(hash) = 32),
  PRIMARY KEY (level, index)
);

-- The keys that checkpoints were signed with, and the checkpoints.
CREATE TABLE tlog_key (
  vkey     text        PRIMARY KEY,
  added_at timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE tlog_checkpoint (
  size      bigint      PRIMARY KEY,
  note      text        NOT NULL,
  vkey      text        NOT NULL REFERENCES tlog_key (vkey),
  signed_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX tlog_checkpoint_signed ON tlog_checkpoint (signed_at);

-- What turns a person's id into a commitment. Erased, it is null, and no one can tell whom a leaf spoke of.
CREATE TABLE tlog_salt (
  subject   uuid  PRIMARY KEY,
  salt      bytea CHECK (length(salt) = 32),
  erased_at timestamptz,
  CHECK ((salt IS NULL) = (erased_at IS NOT NULL))
);

REVOKE INSERT, UPDATE, DELETE ON tlog_head, tlog_kind, tlog_cursor, tlog_leaf, tlog_node, tlog_salt FROM livelihood_app;
REVOKE UPDATE, DELETE ON tlog_checkpoint, tlog_key FROM livelihood_app;

-- What a record is written with. The views of all kinds stand on these functions, so they are no repeatable migration.

CREATE FUNCTION tlog_time(at timestamptz) RETURNS text LANGUAGE sql STABLE
RETURN to_char(at AT TIME ZONE 'UTC', '"\""YYYY-MM-DD"T"HH24:MI:SS.US"Z\""');

-- "c:" and base64 of SHA-256(salt || label ":" value), as JSON; "c:" alone when the salt was erased.
CREATE FUNCTION tlog_commit(salt bytea, label text, value text) RETURNS text LANGUAGE sql STABLE
RETURN CASE WHEN value IS NULL THEN 'null'
            ELSE concat('"c:', encode(sha256(salt || convert_to(concat(label, ':', value), 'UTF8')), 'base64'), '"')
       END;

-- A row's xmin, the transaction that wrote it last, as a number that does not begin anew: the one next to the
-- transactions of now, as PostgreSQL compares them. One expression, so that it is no call for each row.
CREATE FUNCTION tlog_xid(x xid) RETURNS xid8 LANGUAGE sql STABLE
RETURN CAST(CAST(greatest(0, CAST(CAST(pg_snapshot_xmax(pg_current_snapshot()) AS text) AS bigint)
  - (((CAST(CAST(pg_snapshot_xmax(pg_current_snapshot()) AS text) AS bigint) - CAST(CAST(x AS text) AS bigint)
       + 2147483648) & 4294967295) - 2147483648)) AS text) AS xid8);

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
  person CONSTANT text :=
    '(_by|^applicant|^given_to|^(household|person|member|party|wage_party|account|host|payee)_id)$';
  free_text CONSTANT text := '^(evidence|reason|note|what|decision)$';
  owned boolean := EXISTS (SELECT FROM pg_attribute
                            WHERE attrelid = CAST(source AS regclass) AND attname = 'producer_id');
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
    SELECT %s AS producer_id, %s AS source_id, %s AS seq, tlog_xid(s.xmin) AS xid,
           CAST(%s AS timestamptz) AS recorded_at, array_remove(ARRAY[%s]::uuid[], NULL) AS subjects,
           concat('{"v":1,"kind":"%s"'%s, ',"fields":{', %s, '}}') AS record
      FROM %I s
     WHERE %s$view$,
    'tlog_' || lower(name),
    CASE WHEN owned THEN 's.producer_id' ELSE 'CAST(''00000000-0000-0000-0000-000000000000'' AS uuid)' END, id,
    CASE WHEN number IS NULL THEN '0' ELSE format('s.%I', number) END,
    CASE WHEN at IS NULL THEN 'NULL' ELSE format('s.%I', at) END, array_to_string(subjects, ', '), name,
    CASE WHEN owned THEN ', '',"producer":"'', s.producer_id, ''"''' ELSE '' END, array_to_string(json, ', '), source,
    condition);
  EXECUTE format('REVOKE INSERT, UPDATE, DELETE ON %I FROM PUBLIC, livelihood_app', 'tlog_' || lower(name));
  INSERT INTO tlog_kind (kind, source, columns, standing, replaced)
  VALUES (name, source, own || CASE WHEN owned THEN ARRAY['producer_id'] ELSE '{}' END, true, replaced);
  INSERT INTO tlog_cursor (kind) VALUES (name);
END $$;
REVOKE EXECUTE ON FUNCTION tlog_define FROM PUBLIC, livelihood_app;
