#!/bin/sh
# Member 0 is the primary. The others are its standbys and know it by its stable name alone: who
# finds an empty volume clones the primary, and who finds a database goes on from there.
set -eu
PATH=/usr/lib/postgresql/17/bin:$PATH
folder=/data/database
name=$(hostname)
primary=${name%-*}-0.$SERVICE

# A folder gets its own name only when it is complete: a member may die on the way.
if [ ! -d "$folder" ]; then
  rm -rf "$folder.new"
  if [ "$name" = "${name%-*}-0" ]; then
    initdb --pgdata="$folder.new" --username=postgres --auth=trust --encoding=UTF8 --locale=C
    printf 'host all all all trust\nhost replication all all trust\n' >> "$folder.new/pg_hba.conf"
    echo 'create table kept (key text primary key, value text not null);' |
      postgres --single -D "$folder.new" postgres
  else
    until pg_basebackup --host="$primary" --username=postgres --pgdata="$folder.new" \
      --wal-method=stream --write-recovery-conf --checkpoint=fast; do
      rm -rf "$folder.new"
      sleep 1
    done
  fi
  chmod 0700 "$folder.new"
  mv "$folder.new" "$folder"
fi

postgres -D "$folder" \
  -c listen_addresses='*' -c unix_socket_directories=/tmp -c cluster_name="$name" \
  -c shared_buffers=16MB -c max_connections=40 -c jit=off \
  -c wal_level=replica -c max_wal_senders=8 -c wal_keep_size=128MB -c hot_standby=on \
  -c wal_retrieve_retry_interval=1s \
  -c primary_conninfo="host=$primary user=postgres application_name=$name" &
server=$!
# Told to end it would wait for its clients to leave; this signal tells it to send them away.
trap 'kill -INT "$server"' TERM INT
wait "$server" || :
wait "$server"
