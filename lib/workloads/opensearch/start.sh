#!/bin/sh
# Nodes find each other by the headless Service alone: its name stands for all of them, Ready or not.
set -eu
name=$(hostname)
base=${name%-*}
folder=/data/node
members=
ordinal=0
while [ "$ordinal" -lt "$REPLICAS" ]; do
  members="$members,$base-$ordinal"
  ordinal=$((ordinal + 1))
done
mkdir -p "$folder" /tmp/config
cat > /tmp/config/opensearch.yml << FILE
cluster.name: $SERVICE
node.name: $name
path.data: $folder
path.logs: /tmp
network.host: 0.0.0.0
network.publish_host: $(hostname -i | cut -d ' ' -f 1)
http.port: 9200
transport.port: 9300
discovery.seed_hosts: ["$SERVICE"]
cluster.fault_detection.follower_check.timeout: 3s
cluster.fault_detection.leader_check.timeout: 3s
cluster.routing.allocation.disk.threshold_enabled: false
node.store.allow_mmap: false
node.processors: 1
logger.level: WARN
FILE
# Who begins is agreed upon once: a node that finds a volume with something on it joins the others.
if [ ! -d "$folder/nodes" ]; then
  echo "cluster.initial_cluster_manager_nodes: [${members#,}]" >> /tmp/config/opensearch.yml
fi
# The public image has a launcher and the plugins of its own; its clients would need certificates.
if [ -d /usr/share/opensearch ]; then
  echo 'plugins.security.disabled: true' >> /tmp/config/opensearch.yml
  export OPENSEARCH_PATH_CONF=/tmp/config OPENSEARCH_JAVA_OPTS='-Xms256m -Xmx256m'
  cp /usr/share/opensearch/config/jvm.options /usr/share/opensearch/config/log4j2.properties \
    /tmp/config/
  exec /usr/share/opensearch/bin/opensearch
fi
exec java -Xms256m -Xmx256m -XX:MaxDirectMemorySize=64m -XX:+UseSerialGC -Xshare:auto \
  -XX:TieredStopAtLevel=1 -Djava.io.tmpdir=/tmp -Djna.tmpdir=/tmp -Dlog4j2.disable.jmx=true \
  -Dlog4j.shutdownHookEnabled=false -Dio.netty.noUnsafe=true \
  -Dopensearch.networkaddress.cache.ttl=1 -Dopensearch.networkaddress.cache.negative.ttl=1 \
  -Dsun.net.inetaddr.ttl=1 -Dsun.net.inetaddr.negative.ttl=1 \
  -cp '/opt/opensearch:/opt/opensearch/*' OpenSearchNode /tmp/config "$name"
