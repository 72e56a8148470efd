#!/usr/bin/env bash
# Whole purchases over HTTP: order, payment, sandbox cashier, notice, capture, attribution to 25 households; 64 clients,
# and the clock runs until the last fen is attributed. Beside it pgbench runs the order's function singly. Prints
# purchases/s, and what one costs: commits, bytes of write-ahead log, CPU of the program and of PostgreSQL. Needs: JDK
# 17+, Maven, wrk, pgbench, psql.
#
#   src/bench/purchase.sh [seconds a measurement]
set -euo pipefail
cd "$(dirname "$0")/../.."
seconds=${1:-20}
clients=${BENCH_CLIENTS:-64}
port=${BENCH_PORT:-18991}
work=$(mktemp -d)
trap 'kill "${program:-}" 2>/dev/null || true; wait "${program:-}" 2>/dev/null || true; rm -rf "$work"' EXIT

[ -n "${BENCH_JAR:-}" ] || mvn -q -B -ntp -DskipTests -Dembedded package
jar=${BENCH_JAR:-$(ls target/livelihood-*.jar | grep -v original | head -1)}
LIVELIHOOD_PORT=$port LIVELIHOOD_DB_DIRECTORY=$work/postgres LIVELIHOOD_SIGN_INS_PER_SECOND=0 \
  LIVELIHOOD_READS_PER_SECOND=0 LIVELIHOOD_WRITES_PER_SECOND=0 LIVELIHOOD_ORDER_EXPIRY=PT6H \
  java -Xmx1g -jar "$jar" > "$work/log" 2>&1 &
program=$!
until grep -qs "Demo accounts" "$work/log"; do kill -0 "$program"; sleep 0.5; done
database=$(grep -o '127.0.0.1:[0-9]*' "$work/log" | head -1)
export PGHOST=${database%:*} PGPORT=${database#*:} PGDATABASE=livelihood PGUSER=livelihood_owner
PGPASSWORD=$(cat "$work/postgres/owner.secret"); export PGPASSWORD
sql() { psql -qAt -v ON_ERROR_STOP=1 "$@"; }
sql -f src/bench/data.sql
sql -c "SELECT sku_id FROM bench_sku ORDER BY sku_id" > "$work/skus"
producer=$(sql -c "SELECT DISTINCT producer_id FROM bench_sku")
BENCH_TOKEN=$(curl -fs "http://localhost:$port/api/v1/auth/login" -H 'content-type: application/json' \
  -d '{"login":"shopper","password":"three-socks-2020"}' | sed 's/.*"accessToken":"\([^"]*\)".*/\1/')
export BENCH_TOKEN BENCH_SKUS=$work/skus
postmaster=$(head -1 "$(find "$work/postgres" -name postmaster.pid)")

ticks() { # of processes, with those of children that have ended
  cat $(printf '/proc/%s/stat ' "$@") 2>/dev/null | sed 's/.*) //' | awk '{ t += $12 + $13 + $14 + $15 } END { print t }'
}
cpu_program() { ticks "$program"; }
cpu_database() { ticks "$postmaster" $(pgrep -P "$postmaster"); }
counts() { # commits, bytes of log, purchases attributed
  sql -F ' ' -c "SELECT (SELECT xact_commit FROM pg_stat_database WHERE datname = current_database()),
    (SELECT CAST(wal_bytes AS bigint) FROM pg_stat_wal), (SELECT count(*) FROM attribution_line)"
}
attributed() { # until nothing waits any more
  until [ "$(sql -c "SELECT (SELECT count(*) FROM orders WHERE paid_at IS NOT NULL)
    + (SELECT count(*) FROM sandbox_notice WHERE done_at IS NULL) = (SELECT count(*) FROM attribution_line)")" = t ]; do
    sleep 0.2
  done
}
buy() {
  wrk -t"$clients" -c"$clients" -d"$1s" --latency -s src/bench/purchase.lua "http://localhost:$port" > "$work/wrk"
  attributed
}

buy "${BENCH_WARM:-40}" # the compiler needs its time
sql -c "CHECKPOINT" -c "SELECT pg_stat_force_next_flush()" > /dev/null
sleep 1
read -r commits log done < <(counts); own=$(cpu_program); theirs=$(cpu_database); began=$(date +%s%N)
buy "$seconds"
took=$((($(date +%s%N) - began) / 1000000))
own=$((($(cpu_program) - own) * 10)); theirs=$((($(cpu_database) - theirs) * 10))
sleep 1
read -r commits_after log_after done_after < <(counts)
bought=$((done_after - done))
each() { awk -v a="$1" -v b="$bought" -v f="$2" 'BEGIN { printf f, (b > 0 ? a / b : 0) }'; }
pgbench -n -M prepared -D producer="$producer" -c "$clients" -j 1 -T "$seconds" -f src/bench/order-spread.sql \
  > "$work/pgbench" 2> "$work/pgbench.err"
beside=$(sed -n 's/^tps = \([0-9.]*\).*/\1/p' "$work/pgbench")
rate=$(awk -v a="$bought" -v b="$took" 'BEGIN { printf "%.0f", a * 1000 / b }')
echo "purchases, $clients clients: $bought in $took ms, $rate/s (target >= 600); request p50 $(sed -n 's/^ *50% *//p' "$work/wrk")," \
  "p99 $(sed -n 's/^ *99% *//p' "$work/wrk"), refused $(sed -n 's/.*Non-2xx or 3xx responses: //p' "$work/wrk")"
echo "one purchase: $(each $((commits_after - commits)) %.2f) commits, $(each $((log_after - log)) %.0f) bytes of log," \
  "CPU $(each "$own" %.2f) ms program, $(each "$theirs" %.2f) ms PostgreSQL"
echo "pgbench, the order's function singly, $clients clients: $beside/s," \
  "ratio $(awk -v a="$rate" -v b="$beside" 'BEGIN { printf "%.2f", a / b }')"
