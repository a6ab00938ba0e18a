#!/bin/sh
# Writes who this member is, once: whoever finds the file leaves it as it is.
set -eu
file=/data/id.txt
if [ ! -s "$file" ]; then
  read -r unique < /proc/sys/kernel/random/uuid
  echo "$(hostname) $unique" > "$file.new"
  sync -d "$file.new" 2> /dev/null || sync
  mv "$file.new" "$file"
fi
sleep "${WARM_UP_SECONDS:-0}"
exec nginx -e /dev/stderr -c /etc/steadfast/nginx.conf
