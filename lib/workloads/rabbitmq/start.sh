#!/bin/sh
# Peers are known by stable names, which are long ones; whoever finds an empty volume joins those
# that are there, and all of them agree on who begins when none is.
set -eu
name=$(hostname)
base=${name%-*}
mkdir -p /data/mnesia
if [ ! -s /data/.erlang.cookie ]; then
  echo "$SERVICE" > /data/.erlang.cookie
  chmod 0400 /data/.erlang.cookie
fi
echo '[].' > /tmp/enabled_plugins
{
  cat << 'FILE'
loopback_users = none
cluster_formation.peer_discovery_backend = classic_config
cluster_formation.discovery_retry_limit = 60
cluster_formation.discovery_retry_interval = 1000
cluster_partition_handling = pause_minority
vm_memory_high_watermark.absolute = 256MB
disk_free_limit.absolute = 10MB
log.console = true
log.console.level = warning
FILE
  ordinal=0
  while [ "$ordinal" -lt "$REPLICAS" ]; do
    number=$((ordinal + 1))
    echo "cluster_formation.classic_config.nodes.$number = rabbit@$base-$ordinal.$SERVICE"
    ordinal=$number
  done
} > /tmp/rabbitmq.conf
export HOME=/data
export RABBITMQ_USE_LONGNAME=true RABBITMQ_NODENAME="rabbit@$name.$SERVICE"
export RABBITMQ_MNESIA_BASE=/data/mnesia RABBITMQ_LOG_BASE=/tmp RABBITMQ_LOGS=-
export RABBITMQ_CONFIG_FILE=/tmp/rabbitmq.conf RABBITMQ_PID_FILE=/tmp/rabbitmq.pid
export RABBITMQ_GENERATED_CONFIG_DIR=/tmp/generated
export RABBITMQ_ENABLED_PLUGINS_FILE=/tmp/enabled_plugins
export RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS='+S 1:1 +sbwt none +sbwtdcpu none +sbwtdio none'
# Where Debian has it; the public image has it on its own path.
export PATH="/usr/lib/rabbitmq/bin:$PATH"
exec rabbitmq-server
