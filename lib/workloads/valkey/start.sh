#!/bin/sh
# A server, and a sentinel beside it. Who is the primary is what the sentinels agree on: member 0
# is it once, in the beginning. All know each other by stable names, which are kept with the data.
set -eu
trap 'exit 0' TERM INT
name=$(hostname)
base=${name%-*}
first=$base-0.$SERVICE

# Files get their own names only when they are complete: a member may die on the way.
if [ ! -s /data/server.conf ]; then
  cat > /data/server.conf.new << FILE
port 6379
protected-mode no
dir /data
appendonly $APPENDONLY
appendfsync always
save ""
replica-announce-ip $name.$SERVICE
replica-announce-port 6379
repl-diskless-sync-delay 0
repl-ping-replica-period 1
repl-timeout 10
shutdown-timeout 5
FILE
  [ "$name" = "$base-0" ] || echo "replicaof $first 6379" >> /data/server.conf.new
  mv /data/server.conf.new /data/server.conf
fi
if [ ! -s /data/sentinel.conf ]; then
  cat > /data/sentinel.conf.new << FILE
port 26379
protected-mode no
dir /data
sentinel resolve-hostnames yes
sentinel announce-hostnames yes
sentinel announce-ip $name.$SERVICE
sentinel announce-port 26379
sentinel monitor main $first 6379 2
sentinel down-after-milliseconds main 3000
sentinel failover-timeout main 5000
FILE
  mv /data/sentinel.conf.new /data/sentinel.conf
fi
"$SYSTEM-server" /data/sentinel.conf --sentinel &

# What a peer's sentinel says of the primary: its name, and its flags.
said_by() {
  timeout 3 "$SYSTEM-cli" -h "$1.$SERVICE" -p 26379 sentinel master main 2> /dev/null |
    awk 'NR % 2 { field = $0; next } { said[field] = $0 }
      END { if ("ip" in said) print said["ip"], said["flags"] }' || :
}

# Who was the primary when it died may have a successor, or is about to get one: to come back as a
# primary in the middle of that would be to acknowledge what the successor never hears of. So it
# waits for the others to agree, but no longer than they need when they can agree at all.
looks=0
while [ "$looks" -lt 20 ]; do
  looks=$((looks + 1))
  primary=
  agreed=yes
  for peer in "$base-0" "$base-1" "$base-2"; do
    [ "$peer" != "$name" ] || continue
    said=$(said_by "$peer")
    [ -n "$said" ] || continue
    [ -z "$primary" ] || [ "$primary" = "${said% *}" ] || agreed=no
    primary=${said% *}
    [ "${said#* }" = master ] || agreed=no
  done
  [ "$agreed" = no ] || break
  sleep 1
done
if [ "$agreed" = yes ] && [ -n "$primary" ]; then
  echo "the others say that $primary is the primary"
  grep -v '^replicaof ' /data/server.conf > /data/server.conf.new
  [ "$primary" = "$name.$SERVICE" ] || echo "replicaof $primary 6379" >> /data/server.conf.new
  mv /data/server.conf.new /data/server.conf
fi

"$SYSTEM-server" /data/server.conf &
server=$!
trap 'kill -TERM "$server"' TERM INT
wait "$server" || :
wait "$server"
