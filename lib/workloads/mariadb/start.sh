#!/bin/sh
# Peers are known by stable names. Member 0 opens the bank, once, and begins alone; all others are
# given a copy by whoever is there. Later nobody begins alone: a member that died asks the others.
set -eu
name=$(hostname)
base=${name%-*}
folder=/data/database
members=
ordinal=0
while [ "$ordinal" -lt "$REPLICAS" ]; do
  members="$members,$base-$ordinal.$SERVICE"
  ordinal=$((ordinal + 1))
done
cat > /tmp/server.cnf << FILE
[mariadbd]
datadir=$folder
socket=/tmp/mariadb.sock
pid-file=/tmp/mariadb.pid
tmpdir=/tmp
bind-address=0.0.0.0
skip-name-resolve
max_connections=40
performance_schema=OFF
innodb_buffer_pool_size=16M
innodb_log_file_size=8M
innodb_flush_log_at_trx_commit=1
innodb_autoinc_lock_mode=2
binlog_format=ROW
default_storage_engine=InnoDB
wsrep_on=ON
wsrep_provider=/usr/lib/galera/libgalera_smm.so
wsrep_provider_options=gcache.size=16M;gmcast.listen_addr=tcp://0.0.0.0:4567
wsrep_cluster_name=bank
wsrep_cluster_address=gcomm://${members#,}
wsrep_node_name=$name
wsrep_node_address=$(hostname -i | cut -d ' ' -f 1)
wsrep_sst_method=rsync
FILE

# A folder gets its own name only when it is complete: a member may die on the way.
if [ ! -d "$folder" ]; then
  rm -rf "$folder.new"
  mkdir "$folder.new"
  if [ "$name" = "$base-0" ]; then
    mariadb-install-db --no-defaults --datadir="$folder.new" --skip-test-db \
      --auth-root-authentication-method=normal > /dev/null
    mariadbd --no-defaults --datadir="$folder.new" --bootstrap << 'FILE'
create database bank;
create table bank.accounts (id int primary key, balance bigint not null);
insert into bank.accounts values
  (0, 100), (1, 100), (2, 100), (3, 100), (4, 100), (5, 100), (6, 100), (7, 100);
create table bank.transfers (name varchar(80) primary key, value varchar(80) not null);
flush privileges;
create user clients@'%';
grant select, insert, update on bank.* to clients@'%';
FILE
  fi
  mv "$folder.new" "$folder"
fi
begin=
if [ "$name" = "$base-0" ] && [ ! -s "$folder/grastate.dat" ]; then
  begin=--wsrep-new-cluster
fi
exec mariadbd --defaults-file=/tmp/server.cnf $begin
