#!/bin/sh
# Asked over HTTP by the kubelet: a command inside the container would cost it a new process in
# every namespace of the member, each second, for every member of every set.
# Ready is: a record was acknowledged within the last five seconds.
answer='503 Service Unavailable'
if read -r last 2> /dev/null < "${WITNESS_PULSE:-/run/witness/pulse}"; then
  read -r up _ < /proc/uptime
  up=${up%.*}${up#*.}0
  [ $((up - last)) -ge 5000 ] || answer='200 OK'
fi
printf 'Status: %s\r\nContent-Type: text/plain\r\n\r\n%s\n' "$answer" "$answer"
