#!/usr/bin/env bash
# Reads a backup into an empty database, as its owner. No role has to be made by hand: the one that grants name is made
# here, the program's own when it starts.
#   restore.sh postgresql://owner@host:port/database FILE
set -euo pipefail
[ $# -eq 2 ] || { sed -n 2,4p "$0"; exit 2; }
tables=$(psql "$1" -XAtc "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")
[ "$tables" = 0 ] || { echo "The database is not empty: $tables tables. Nothing was done."; exit 1; }
psql "$1" -Xqc "DO \$\$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'livelihood_app') THEN CREATE ROLE livelihood_app NOLOGIN; END IF;
END \$\$"
pg_restore --no-owner --exit-on-error --single-transaction --dbname="$1" "$2"
psql "$1" -Xqc 'SET client_min_messages = error; ANALYZE'
echo "restored; start Livelihood with the secrets of before"
