#!/usr/bin/env bash
# Attribution from a cold start, and reading while it grows: paid lines of 25 contributors each lie in the outbox, the
# program attributes them all; after each step a household's year and a sale's trace are read, beside their bare SQL. In
# the end the very rows that the program wrote are copied into identical tables with identical indexes. Prints rates, p99
# and ratios. Needs: JDK 17+, Maven, wrk, pgbench, psql.
#
#   src/bench/attribution.sh [lines after each step]      default: 40000 200000 1000000
set -euo pipefail
cd "$(dirname "$0")/../.."
[ $# -gt 0 ] || set -- 40000 200000 1000000
seconds=${BENCH_SECONDS:-20}
port=${BENCH_PORT:-18990}
work=${BENCH_DIR:-$(mktemp -d)}; mkdir -p "$work"
trap 'kill "${program:-}" 2>/dev/null || true; wait "${program:-}" 2>/dev/null || true; [ -n "${BENCH_KEEP:-}" ] || rm -rf "$work"' EXIT
[ -n "${BENCH_JAR:-}" ] || mvn -q -B -ntp -DskipTests -Dembedded package
jar=${BENCH_JAR:-$(ls target/livelihood-*.jar | grep -v original | head -1)}

launch() {
  LIVELIHOOD_PORT=$port LIVELIHOOD_DB_DIRECTORY=$work/postgres LIVELIHOOD_SIGN_INS_PER_SECOND=0 \
    LIVELIHOOD_READS_PER_SECOND=0 java -Xmx1g -jar "$jar" > "$work/log" 2>&1 &
  program=$!
  until grep -qs "Demo accounts" "$work/log"; do kill -0 "$program"; sleep 0.5; done
  local database
  database=$(grep -o '127.0.0.1:[0-9]*' "$work/log" | head -1)
  export PGHOST=${database%:*} PGPORT=${database#*:} PGDATABASE=livelihood PGUSER=livelihood_owner
  PGPASSWORD=$(cat "$work/postgres/owner.secret"); export PGPASSWORD
}
ms() { echo $(($(date +%s%N) / 1000000)); }
sql() { psql -qAt -v ON_ERROR_STOP=1 "$@"; }

read_beside() { # name, path, file of ids, file of SQL
  local out=$work/wrk
  for round in warm measured; do # the compiler needs its time
    BENCH_PATH=$2 BENCH_IDS=$3 wrk -t1 -c2 -d"${seconds}s" --latency -s src/bench/read.lua "http://localhost:$port" > "$out"
  done
  rm -f "$work"/bare.*
  (cd "$work" && pgbench -n -M prepared -c 2 -j 1 -T "$seconds" -D places="$places" -l --log-prefix=bare -f "$4" > /dev/null 2> bare.err) || { cat "$work/bare.err" >&2; exit 1; }
  local bare
  bare=$(awk '{ print $3 }' "$work"/bare.[0-9]* | sort -n | awk '{ a[NR] = $1 } END { printf "%.1f", a[int(NR * 0.99) + 1] / 1000 }')
  echo "  $1: $(sed -n 's/^Requests\/sec: *//p' "$out")/s, p50 $(sed -n 's/^ *50% *//p' "$out"), p99 $(sed -n 's/^ *99% *//p' "$out")" \
    "(target < 20 ms), other answers $(sed -n 's/.*Non-2xx or 3xx responses: //p' "$out" | grep . || echo 0); bare SQL p99 $bare ms"
}

launch
sql -f src/bench/data.sql
sql -f src/bench/payouts.sql
kill "$program"; wait "$program" 2>/dev/null || true
launch
sql -c "CREATE UNLOGGED TABLE bench_line (producer_id uuid, order_id uuid, line_id uuid, sku_id uuid)"
BENCH_TOKEN=$(curl -fs "http://localhost:$port/api/v1/auth/login" -H 'content-type: application/json' \
  -d '{"login":"auditor","password":"three-socks-2020"}' | sed 's/.*"accessToken":"\([^"]*\)".*/\1/'); export BENCH_TOKEN
done_lines=0 took=0
for lines in "$@"; do
  sql -v lines=$((lines - done_lines)) -f src/bench/attribution.sql
  began=$(ms)
  until [ "$(sql -c 'SELECT count(*) FROM (SELECT 1 FROM order_sale LIMIT 1) s')" = 0 ]; do sleep 0.2; done
  step=$(($(ms) - began)) took=$((took + $(ms) - began))
  echo "$lines lines: the last $((lines - done_lines)) attributed in $step ms, $(((lines - done_lines) * 1000 / step)) lines/s"
  done_lines=$lines
  sql -c "VACUUM (ANALYZE) attribution_part, attribution_traced_sale, attribution_line, payout_earning" # as autovacuum does
  places=$((lines < 10000 ? lines : 10000))
  sql -c "SELECT id FROM bench_household ORDER BY random()" > "$work/households"
  sql -c "SELECT line_id FROM bench_line ORDER BY random() LIMIT 10000" > "$work/lines"
  sed "s/YEAR/$(date +%Y)/g" src/bench/statement-bare.sql > "$work/statement.sql"
  sql -c "SET client_min_messages = warning" -c "DROP TABLE IF EXISTS bench_place" -c "CREATE TABLE bench_place AS SELECT row_number() OVER () AS place, line_id,
    producer_id FROM (SELECT * FROM bench_line ORDER BY random() LIMIT 10000) s" -c "CREATE UNIQUE INDEX ON bench_place (place)"
  read_beside "a household's year" "/api/v1/households/%s/statements/years/$(date +%Y)" "$work/households" "$work/statement.sql"
  read_beside "a sale's trace" "/api/v1/trace/lines/%s" "$work/lines" "$PWD/src/bench/trace-bare.sql"
done

# The same rows, in the order in which they were written, into tables with the same indexes: what COPY can do here.
PGOPTIONS="-c client_min_messages=warning" sql -f src/bench/copy.sql
rows=0 parts=0 copied=0
for table in ledger_journal ledger_posting attribution_line attribution_revision attribution_units attribution_part \
  attribution_traced_sale; do
  case $table in ledger_journal) key=id;; ledger_posting) key=journal_id;; *) key=line_id;; esac
  of="SELECT line_id FROM bench_line"
  [ $key = line_id ] || of="SELECT journal_id FROM attribution_revision r JOIN bench_line USING (line_id)"
  sql -c "COPY (SELECT * FROM $table WHERE $key IN ($of) ORDER BY ctid) TO STDOUT (FORMAT binary)" > "$work/rows"
  start=$(ms)
  count=$(psql -c "COPY bench_copy.$table FROM STDIN (FORMAT binary)" < "$work/rows")
  copied=$((copied + $(ms) - start)) rows=$((rows + ${count#COPY }))
  [ $table != attribution_part ] || parts=${count#COPY }
done
rm "$work/rows"
echo "$done_lines lines are $rows rows, $parts of them parts of households and others"
echo "attributed in $took ms: $((done_lines * 1000 / took)) lines/s, $((parts * 1000 / took)) parts/s, $((rows * 1000 / took)) rows/s"
echo "the same rows by COPY in $copied ms: $((rows * 1000 / copied)) rows/s"
echo "ratio $((copied * 100 / took)) % (target 50 %)"
