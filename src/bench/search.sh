#!/usr/bin/env bash
# Searches of one, two and four characters, by pinyin and with facets, beside the bare SQL with the same two clients.
# Each question differs from the one before by its lowest price, so that none is answered from memory. Prints p99 and
# ratios. Needs: JDK 17+, Maven, wrk, pgbench, psql.
#
#   src/bench/search.sh [listings after each step]      default: 10000 100000
set -euo pipefail
cd "$(dirname "$0")/../.."
[ $# -gt 0 ] || set -- 10000 100000
seconds=${BENCH_SECONDS:-10}
port=${BENCH_PORT:-18990}
work=$(mktemp -d)
trap 'kill "${program:-}" 2>/dev/null || true; wait "${program:-}" 2>/dev/null || true; rm -rf "$work"' EXIT
[ -n "${BENCH_JAR:-}" ] || mvn -q -B -ntp -DskipTests -Dembedded package
jar=${BENCH_JAR:-$(ls target/livelihood-*.jar | grep -v original | head -1)}
java -Djarmode=tools -jar "$jar" extract --destination "$work/program"
program_jar=$work/program/$(basename "$jar")

LIVELIHOOD_PORT=$port LIVELIHOOD_DB_DIRECTORY=$work/postgres LIVELIHOOD_SIGN_INS_PER_SECOND=0 \
  LIVELIHOOD_READS_PER_SECOND=0 java -Xmx1g -jar "$program_jar" > "$work/log" 2>&1 &
program=$!
until grep -qs "Demo accounts" "$work/log"; do kill -0 "$program"; sleep 0.5; done
database=$(grep -o '127.0.0.1:[0-9]*' "$work/log" | head -1)
export PGHOST=${database%:*} PGPORT=${database#*:} PGDATABASE=livelihood PGUSER=livelihood_owner
PGPASSWORD=$(cat "$work/postgres/owner.secret"); export PGPASSWORD
BENCH_TOKEN=$(curl -fs "http://localhost:$port/api/v1/auth/login" -H 'content-type: application/json' \
  -d '{"login":"shopper","password":"three-socks-2020"}' | sed 's/.*"accessToken":"\([^"]*\)".*/\1/'); export BENCH_TOKEN
seq 0 999 > "$work/prices"
sed '/words @>/s/.*/ WHERE true/' src/bench/facets-bare.sql > "$work/facets-all.sql"

beside() { # name, path, file of SQL, text, words, patterns
  local out=$work/wrk
  for round in warm measured; do # the compiler needs its time
    BENCH_PATH="$2" BENCH_IDS=$work/prices wrk -t1 -c2 -d"${seconds}s" --latency -s src/bench/read.lua \
      "http://localhost:$port" > "$out"
  done
  rm -f "$work"/bare.*
  (cd "$work" && pgbench -n -M prepared -c 2 -j 1 -T "$seconds" -D text="$4" -D words="$5" -D patterns="$6" -l \
    --log-prefix=bare -f "$3" > /dev/null 2> bare.err) || { cat "$work/bare.err" >&2; exit 1; }
  local bare
  bare=$(awk '{ print $3 }' "$work"/bare.[0-9]* | sort -n | awk '{ a[NR] = $1 } END { printf "%.1f", a[int(NR * 0.99) + 1] / 1000 }')
  echo "  $1: $(sed -n 's/^Requests\/sec: *//p' "$out")/s, p50 $(sed -n 's/^ *50% *//p' "$out"), p99 $(sed -n 's/^ *99% *//p' "$out")," \
    "other answers $(sed -n 's/.*Non-2xx or 3xx responses: //p' "$out" | grep . || echo 0); bare SQL p99 $bare ms"
}

search() { # name, text in the address, text, words, patterns
  beside "$1" "/api/v1/listings?q=$2&minPriceFen=%s" "$PWD/src/bench/search-bare.sql" "$3" "$4" "$5"
}

encoded() { printf '%s' "$1" | od -An -tx1 | tr -d '\n' | sed 's/ /%%/g'; } # %% for wrk's format

filled=0
for listings in "$@"; do
  java -cp "$program_jar:$work/program/lib/*" src/bench/Titles.java "$filled" "$listings" > "$work/titles"
  psql -qv ON_ERROR_STOP=1 -c "CREATE TEMP TABLE entry (id uuid, producer uuid, title text, name text, category text,
      origin text, price bigint, sold bigint, words text[], version integer)" -c "\\copy entry FROM '$work/titles'" -c "
    INSERT INTO shelf_entry (listing_id, producer_id, title, name, category, origin_code, from_price_fen, listed_at, sold,
                             words, words_version)
    SELECT id, producer, title, name, category, origin, price, now() - random() * interval '1 year', sold, words, version
      FROM entry" -c "VACUUM ANALYZE shelf_entry"
  filled=$listings
  echo "$listings listings, their index of words $(psql -qAtc "SELECT pg_size_pretty(pg_relation_size('shelf_entry_words'))"):"
  search "one character 棉" "$(encoded 棉)" 棉 '{棉}' '{}'
  search "two characters 棉袜" "$(encoded 棉袜)" 棉袜 '{棉袜}' '{}'
  search "four characters 手工纯棉" "$(encoded 手工纯棉)" 手工纯棉 '{手工,工纯,纯棉}' '{%手工纯棉%}'
  search "pinyin mianwa" mianwa mianwa '{mianwa}' '{}'
  search "initials hdc" hdc hdc '{hdc}' '{}'
  beside "facets of 棉袜" "/api/v1/listings/facets?q=$(encoded 棉袜)&minPriceFen=%s" "$PWD/src/bench/facets-bare.sql" - '{棉袜}' '{}'
  beside "facets of all" "/api/v1/listings/facets?minPriceFen=%s" "$work/facets-all.sql" - '{}' '{}'
done
