-- Hashes of the subtrees that the leaves from old_size on have completed; a level without a new one ends it.
CREATE OR REPLACE FUNCTION tlog_grow(old_size bigint, new_size bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO tlog_node (level, index, hash)
  SELECT 1, index / 2, sha256('\x01'::bytea || string_agg(hash, ''::bytea ORDER BY index))
    FROM tlog_leaf
   WHERE index >= (old_size >> 1) * 2 AND index < (new_size >> 1) * 2
   GROUP BY index / 2;
  FOR up IN 2 .. 62 LOOP
    EXIT WHEN old_size >> up = new_size >> up;
    INSERT INTO tlog_node (level, index, hash)
    SELECT up, index / 2, sha256('\x01'::bytea || string_agg(hash, ''::bytea ORDER BY index))
      FROM tlog_node
     WHERE level = up - 1 AND index >= (old_size >> up) * 2 AND index < (new_size >> up) * 2
     GROUP BY index / 2;
  END LOOP;
END $$;

-- Whether a row of the table was written since a transaction, that one included.
CREATE OR REPLACE FUNCTION tlog_written_since(source text, since xid8) RETURNS boolean
LANGUAGE plpgsql STABLE STRICT AS $$
DECLARE
  oldest integer := age(CAST(CAST(CAST(CAST(since AS text) AS bigint) & 4294967295 AS text) AS xid));
  found boolean;
BEGIN
  EXECUTE format('SELECT EXISTS (SELECT FROM %I s WHERE age(s.xmin) <= %s)', source,
                 CASE WHEN oldest < 0 THEN 2147483647 ELSE oldest END) INTO found;
  RETURN found;
END $$;

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
             WHERE l.producer_id = s.producer_id AND l.source_id = s.source_id AND l.kind = %L AND l.seq = s.seq)
           IS NULL
     ORDER BY s.xid, s.producer_id, s.source_id, s.seq
     LIMIT $7$due$, 'tlog_' || lower(name), name);
  appended integer;
BEGIN
  SELECT * INTO read FROM tlog_cursor WHERE kind = name;
  IF NOT whole
     AND NOT tlog_written_since((SELECT k.source FROM tlog_kind k WHERE k.kind = name AND k.standing), read.xid)
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

-- The only way into the log. One writer at a time; gives how many leaves were appended, and 0 when none is due.
CREATE OR REPLACE FUNCTION tlog_append(most integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE
  head tlog_head;
  here bigint;
  horizon xid8;
  name text;
  appended integer := 0;
BEGIN
  SELECT * INTO head FROM tlog_head FOR UPDATE;
  SELECT system_identifier INTO here FROM pg_control_system();
  -- Taken before anything is read: what stands below it has ended, and every later statement sees it.
  horizon := pg_snapshot_xmin(pg_current_snapshot());
  FOR name IN SELECT kind FROM tlog_cursor ORDER BY kind LOOP
    EXIT WHEN appended >= most;
    appended := appended + tlog_append_kind(name, most - appended, horizon, head.size + appended,
                                            head.system_id <> here);
  END LOOP;
  IF appended > 0 THEN
    PERFORM tlog_grow(head.size, head.size + appended);
  END IF;
  UPDATE tlog_head SET size = head.size + appended, system_id = CASE WHEN appended < most THEN here ELSE system_id END
   WHERE appended > 0 OR system_id <> here;
  RETURN appended;
END $$;

-- Whether a record is not what was logged. Who was erased is committed to as "c:" now, and only that may differ: texts
-- between commitments and all other commitments are compared, and every person in it has a salt or was erased.
CREATE OR REPLACE FUNCTION tlog_differs(record text, logged bytea, subjects uuid[]) RETURNS boolean
LANGUAGE plpgsql STABLE AS $$
DECLARE
  -- Escaped, so that leaves that are no text any more are compared too.
  now_text text := encode(convert_to(record, 'UTF8'), 'escape');
  old_text text := encode(logged, 'escape');
BEGIN
  RETURN regexp_replace(now_text, '"c:[^"]*"', '"c:"', 'g') <> regexp_replace(old_text, '"c:[^"]*"', '"c:"', 'g')
      OR EXISTS (SELECT FROM regexp_matches(now_text, '"c:([^"]*)"', 'g') WITH ORDINALITY AS n (commitment, place)
                   JOIN regexp_matches(old_text, '"c:([^"]*)"', 'g') WITH ORDINALITY AS o (commitment, place)
                        USING (place)
                  WHERE n.commitment <> o.commitment AND n.commitment <> ARRAY[''])
      OR EXISTS (SELECT FROM unnest(subjects) u WHERE NOT EXISTS (SELECT FROM tlog_salt s WHERE s.subject = u));
END $$;

-- Forgets a salt for good: a person who has none yet gets none when the next leaf speaks of them.
CREATE OR REPLACE FUNCTION tlog_erase(person uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  INSERT INTO tlog_salt (subject, erased_at) VALUES (person, now())
      ON CONFLICT (subject) DO UPDATE SET salt = NULL, erased_at = excluded.erased_at
   WHERE tlog_salt.salt IS NOT NULL;
END $$;

REVOKE EXECUTE ON FUNCTION tlog_grow(bigint, bigint), tlog_append_kind(text, integer, xid8, bigint, boolean),
  tlog_written_since
  FROM PUBLIC, livelihood_app;
REVOKE EXECUTE ON FUNCTION tlog_append(integer), tlog_erase(uuid) FROM PUBLIC;
