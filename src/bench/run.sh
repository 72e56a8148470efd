#!/usr/bin/env bash
# Measures the packaged program on its embedded database, and pgbench running the same function singly by prepared
# protocol with the same number of clients, in one run on one machine. Prints ratios and p99. Needs: JDK 17+, Maven,
# wrk, pgbench, psql (Debian: wrk postgresql-contrib postgresql-client).
#
#   src/bench/run.sh [seconds a measurement]
set -euo pipefail
cd "$(dirname "$0")/../.."
seconds=${1:-10}
port=${BENCH_PORT:-18990}
work=$(mktemp -d)
trap 'kill "$program" 2>/dev/null || true; wait "$program" 2>/dev/null || true; rm -rf "$work"' EXIT

[ -n "${BENCH_JAR:-}" ] || mvn -q -B -ntp -DskipTests -Dembedded package
jar=${BENCH_JAR:-$(ls target/livelihood-*.jar | grep -v original | head -1)}
# Laid out with an archive of its classes, as the image has it.
java -Djarmode=tools -jar "$jar" extract --destination "$work/program"
program_jar=$work/program/$(basename "$jar")
java -XX:ArchiveClassesAtExit="$work/classes.jsa" -Xlog:cds=off -Dspring.context.exit=onRefresh -jar "$program_jar" > /dev/null
began=$(date +%s%N)
LIVELIHOOD_PORT=$port LIVELIHOOD_DB_DIRECTORY=$work/postgres LIVELIHOOD_SIGN_INS_PER_SECOND=0 \
  LIVELIHOOD_READS_PER_SECOND=0 LIVELIHOOD_WRITES_PER_SECOND=0 LIVELIHOOD_ORDER_EXPIRY=PT6H \
  java -Xmx1g -XX:SharedArchiveFile="$work/classes.jsa" -jar "$program_jar" > "$work/log" 2>&1 &
program=$!
until curl -fs -o "$work/answer" "http://localhost:$port/api/v1/listings"; do sleep 0.1; done
echo "start to first answer, empty directory: $((($(date +%s%N) - began) / 1000000)) ms"
until grep -q "Demo accounts" "$work/log"; do sleep 0.5; done

database=$(grep -o '127.0.0.1:[0-9]*' "$work/log" | head -1)
export PGHOST=${database%:*} PGPORT=${database#*:} PGDATABASE=livelihood PGUSER=livelihood_owner
PGPASSWORD=$(cat "$work/postgres/owner.secret"); export PGPASSWORD
psql -q -v ON_ERROR_STOP=1 -f src/bench/data.sql
psql -qAt -c "SELECT sku_id FROM bench_sku ORDER BY sku_id" > "$work/skus"
hot=$(head -1 "$work/skus")
producer=$(psql -qAt -c "SELECT DISTINCT producer_id FROM bench_sku")
token=$(curl -fs "http://localhost:$port/api/v1/auth/login" -H 'content-type: application/json' \
  -d '{"login":"shopper","password":"three-socks-2020"}' | sed 's/.*"accessToken":"\([^"]*\)".*/\1/')
export BENCH_TOKEN=$token BENCH_SKUS=$work/skus

requests() { sed -n 's/^Requests\/sec: *//p' "$1"; }
p99() { sed -n 's/^ *99% *//p' "$1"; }
wrong() { grep -q 'Non-2xx' "$1" && sed -n 's/.*Non-2xx or 3xx responses: //p' "$1" || echo 0; }
ratio() { awk -v a="$1" -v b="$2" 'BEGIN { printf "%.2f", (b > 0 ? a / b : 0) }'; }

orders() { # name, clients, hot or spread, target
  local out=$work/wrk
  BENCH_HOT=$([ "$3" = hot ] && echo "$hot" || true) wrk -t1 -c"$2" -d"${seconds}s" --latency \
    -s src/bench/order.lua "http://localhost:$port" > "$out"
  pgbench -n -M prepared -D producer="$producer" -c "$2" -j 1 -T "$seconds" -f "src/bench/order-$3.sql" > "$work/pgbench" 2> "$work/pgbench.err"
  local ours theirs
  ours=$(requests "$out"); theirs=$(sed -n 's/^tps = \([0-9.]*\).*/\1/p' "$work/pgbench")
  echo "$1, $2 clients: $ours orders/s (p99 $(p99 "$out"), refused $(wrong "$out")), pgbench $theirs/s," \
    "ratio $(ratio "$ours" "$theirs") (target $4)"
}

for sku in "$hot" ""; do  # warm up: the compiler needs its time
  BENCH_HOT=$sku wrk -t1 -c64 -d40s -s src/bench/order.lua "http://localhost:$port" > /dev/null
done
orders "orders on one hot SKU" 64 hot ">= 4"
orders "orders on one hot SKU" 256 hot ">= 4"
orders "orders over 1,000 SKUs" 64 spread ">= 1.0"
orders "orders over 1,000 SKUs" 256 spread ">= 1.0"

page="http://localhost:$port/api/v1/listings?limit=20"
curl -fs "$page" > "$work/page.json"
java src/bench/BareAnswer.java "$work/page.json" $((port + 1)) "$jar" "$work" > "$work/bare.log" 2>&1 &
bare=$!
until curl -fs -o /dev/null "http://localhost:$((port + 1))/"; do sleep 0.1; done
wrk -t1 -c64 -d5s "$page" > /dev/null
wrk -t1 -c64 -d"${seconds}s" --latency "$page" > "$work/list"
wrk -t1 -c64 -d5s "http://localhost:$((port + 1))/" > /dev/null
wrk -t1 -c64 -d"${seconds}s" --latency "http://localhost:$((port + 1))/" > "$work/bare"
kill "$bare"
echo "list page of 20 ($(wc -c < "$work/page.json") bytes): $(requests "$work/list")/s (p99 $(p99 "$work/list"))," \
  "bare Reactor Netty $(requests "$work/bare")/s, ratio $(ratio "$(requests "$work/list")" "$(requests "$work/bare")")" \
  "(target >= 10,000/s or 0.25)"

# Capture and attribution: notices of paid sandbox payments come in; the clock runs until every line is attributed.
captures=${BENCH_CAPTURES:-5000}
psql -q -v ON_ERROR_STOP=1 -v captures="$captures" \
  -v url="http://localhost:$port/api/v1/payments/notifications/sandbox" -f src/bench/pay.sql
began=$(date +%s%N)
psql -q -c "UPDATE sandbox_notice SET send_at = now() WHERE done_at IS NULL"
until [ "$(psql -qAt -c "SELECT count(*) FROM bench_paid p LEFT JOIN attribution_line a ON a.order_id = p.order_id WHERE a.line_id IS NULL")" = 0 ]; do
  sleep 0.2
done
echo "capture and attribution: $captures sales in $((($(date +%s%N) - began) / 1000000)) ms," \
  "$((captures * 1000000000 / ($(date +%s%N) - began)))/s"
