#!/bin/sh
# backup.sh FOLDER DAYS: a backup of DATA_FILE into FOLDER, while the bot runs, and away with those older than DAYS.
# One that fails takes none away: an old backup is better than none.
set -eu
folder=${1:?a folder for the backups}
days=${2:?how many days they are kept}
here=$(cd "$(dirname "$0")/.." && pwd)
umask 077
mkdir -p "$folder"
out="$folder/quickscan-$(date -u +%Y%m%dT%H%M%SZ).db"
node "$here/bin/quickscan.mjs" backup --out "$out"
find "$folder" -maxdepth 1 -name 'quickscan-*.db' -mmin "+$((days * 1440))" -delete
