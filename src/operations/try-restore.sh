#!/usr/bin/env bash
# Tries backup and restore for real: a server, the program with the demo's kind of data on it, a backup, another server without a
# trace of Livelihood, the restore, the program on that one, and the auditor's verdict. Needs PostgreSQL's programs (Debian:
# postgresql), curl, jq, openssl, and target/livelihood-*.jar (mvn package). Everything it makes it removes again.
set -euo pipefail
cd "$(dirname "$0")/../.."
bin=$(ls -d /usr/lib/postgresql/*/bin | tail -1)
here=$(mktemp -d)
[ "$(id -u)" = 0 ] && { chown nobody "$here"; as="setpriv --reuid=nobody --regid=nogroup --clear-groups"; } || as=""
app=''
finish() {
  [ -z "$app" ] || kill "$app" 2>/dev/null || true
  for one in old new; do $as "$bin/pg_ctl" -D "$here/$one" -m immediate stop >/dev/null 2>&1 || true; done
  rm -rf "$here"
}
trap finish EXIT

server() { # name, port: an empty server with the owner's role and an empty database, and nothing else
  $as "$bin/initdb" -D "$here/$1" -U postgres -A trust >/dev/null
  $as "$bin/pg_ctl" -D "$here/$1" -w -l "$here/$1.log" -o "-p $2 -c unix_socket_directories=$here" start >/dev/null
  psql -h 127.0.0.1 -p "$2" -U postgres -Xqc "CREATE ROLE livelihood_owner LOGIN CREATEROLE PASSWORD 'owner-of-the-tables'"
  createdb -h 127.0.0.1 -p "$2" -U postgres -O livelihood_owner livelihood
}

secret=$(openssl rand -base64 32); vault=$(openssl rand -base64 32); log=$(openssl rand -base64 32)
program() { # port of the database
  LIVELIHOOD_DB_URL=postgresql://127.0.0.1:$1/livelihood LIVELIHOOD_PORT=18090 \
    LIVELIHOOD_DB_OWNER_USER=livelihood_owner LIVELIHOOD_DB_OWNER_PASSWORD=owner-of-the-tables \
    LIVELIHOOD_DB_APP_USER=livelihood LIVELIHOOD_DB_APP_PASSWORD=of-the-program \
    LIVELIHOOD_SECRET_KEY=$secret LIVELIHOOD_VAULT_KEYS=k1:$vault LIVELIHOOD_LOG_ORIGIN=try.example/log LIVELIHOOD_LOG_KEY=$log \
    LIVELIHOOD_PAYMENT_PROVIDER=sandbox \
    java -jar target/livelihood-*.jar >"$here/program.log" 2>&1 &
  app=$!
  for try in $(seq 90); do
    curl -fs http://127.0.0.1:18090/actuator/health/readiness >/dev/null && return
    kill -0 $app || { cat "$here/program.log"; exit 1; }
    sleep 1
  done
  cat "$here/program.log"; exit 1
}
stop() { kill $app; wait $app 2>/dev/null || true; app=''; }
api() { curl -fsS "http://127.0.0.1:18090/api/v1$1" -H 'content-type: application/json' "${@:2}"; }

server old 18091
program 18091
token=$(grep -o 'works once): .*' "$here/program.log" | cut -d' ' -f3)
api /auth/setup -d "{\"token\":\"$token\",\"login\":\"first-admin\",\"password\":\"plum-orchard-at-dusk-41\"}" >/dev/null
admin=$(api /auth/login -d '{"login":"first-admin","password":"plum-orchard-at-dusk-41"}' | jq -r .accessToken)
api /regions -H "Authorization: Bearer $admin" -d '{"code":"340000000000","name":"安徽省","level":"PROVINCE"}' >/dev/null || true
stop

src/operations/backup.sh postgresql://livelihood_owner:owner-of-the-tables@127.0.0.1:18091/livelihood "$here/livelihood.dump"
server new 18092
src/operations/restore.sh postgresql://livelihood_owner:owner-of-the-tables@127.0.0.1:18092/livelihood "$here/livelihood.dump"
counts="SELECT relname || ' ' || (xpath('/row/n/text()', query_to_xml('SELECT count(*) AS n FROM ' || relname, false, true, '')))[1]
          FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY 1"
diff <(psql -h 127.0.0.1 -p 18091 -U postgres -XAt livelihood -c "$counts") \
     <(psql -h 127.0.0.1 -p 18092 -U postgres -XAt livelihood -c "$counts") && echo "every table has as many rows as before"
program 18092
api /auth/login -d '{"login":"first-admin","password":"plum-orchard-at-dusk-41"}' | jq -e .accessToken >/dev/null
echo "the program serves what was restored: RESTORED"
