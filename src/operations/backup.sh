#!/usr/bin/env bash
# Writes everything that Livelihood has recorded into one file. The secrets are not in it: see src/docs/operations.
#   backup.sh postgresql://owner@host:port/database FILE
set -euo pipefail
[ $# -eq 2 ] || { sed -n 2,3p "$0"; exit 2; }
pg_dump --format=custom --no-owner --file="$2.part" "$1"
mv "$2.part" "$2"
echo "$(du -h "$2" | cut -f1) in $2"
