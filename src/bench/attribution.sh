#!/usr/bin/env bash
# Attribution from a cold start: paid lines of 25 contributors each lie in the outbox, the program attributes them all;
# then the very rows that it wrote are copied into identical tables with identical indexes. Prints rates and their ratio.
# Needs: JDK 17+, Maven, psql.
#
#   src/bench/attribution.sh [lines]
set -euo pipefail
cd "$(dirname "$0")/../.."
lines=${1:-1000000}
port=${BENCH_PORT:-18990}
work=${BENCH_DIR:-$(mktemp -d)}; mkdir -p "$work"
trap 'kill "${program:-}" 2>/dev/null || true; wait "${program:-}" 2>/dev/null || true; [ -n "${BENCH_KEEP:-}" ] || rm -rf "$work"' EXIT
[ -n "${BENCH_JAR:-}" ] || mvn -q -B -ntp -DskipTests package
jar=${BENCH_JAR:-$(ls target/livelihood-*.jar | grep -v original | head -1)}

start() { # further settings
  env LIVELIHOOD_PORT="$port" LIVELIHOOD_DB_DIRECTORY="$work/postgres" "$@" java -Xmx1g -jar "$jar" > "$work/log" 2>&1 &
  program=$!
  until grep -qs "Demo accounts" "$work/log"; do kill -0 "$program"; sleep 0.5; done
  local database
  database=$(grep -o '127.0.0.1:[0-9]*' "$work/log" | head -1)
  export PGHOST=${database%:*} PGPORT=${database#*:} PGDATABASE=livelihood PGUSER=livelihood_owner
  PGPASSWORD=$(cat "$work/postgres/owner.secret"); export PGPASSWORD
}
ms() { echo $(($(date +%s%N) / 1000000)); }

start LIVELIHOOD_SIGN_INS_PER_SECOND=0
psql -q -v ON_ERROR_STOP=1 -f src/bench/data.sql
kill "$program"; wait "$program" 2>/dev/null || true
start LIVELIHOOD_SIGN_INS_PER_SECOND=0
began=$(ms)
psql -q -v ON_ERROR_STOP=1 -v lines="$lines" -f src/bench/attribution.sql
until [ "$(psql -qAt -c 'SELECT count(*) FROM (SELECT 1 FROM order_sale LIMIT 1) s')" = 0 ]; do sleep 0.2; done
took=$(($(ms) - began))
rows=$(psql -qAt -c "SELECT count(*) FROM attribution_part p JOIN bench_line b USING (line_id) WHERE p.party_kind = 'HOUSEHOLD'")
echo "$lines lines attributed in $took ms: $((lines * 1000 / took)) lines/s, $((rows * 1000 / took)) household parts/s"
