\set n random(1, 1000)
SELECT * FROM order_place(
  :producer, ARRAY['00000000-0000-7000-8000-000000000001']::uuid[], ARRAY[gen_random_uuid()::text],
  ARRAY['\x00'::bytea], ARRAY[NULL]::uuid[], ARRAY[gen_random_uuid()], ARRAY[1], ARRAY[gen_random_uuid()],
  ARRAY[('bec00000-0000-7000-8000-' || lpad(to_hex(CAST(:n AS integer)), 12, '0'))::uuid]::uuid[], ARRAY[1]::bigint[], ARRAY[NULL]::bigint[], now(), now() + interval '6 hours');
