#!/bin/sh
# A member's number is its ordinal and one more; all of them know each other by stable names.
set -eu
name=$(hostname)
base=${name%-*}
mkdir -p /data/zookeeper
echo $((${name##*-} + 1)) > /data/zookeeper/myid
{
  cat << 'FILE'
tickTime=1000
initLimit=30
syncLimit=5
dataDir=/data/zookeeper
clientPort=2181
quorumListenOnAllIPs=true
admin.enableServer=false
4lw.commands.whitelist=srvr
maxClientCnxns=0
autopurge.purgeInterval=1
FILE
  ordinal=0
  while [ "$ordinal" -lt "$REPLICAS" ]; do
    echo "server.$((ordinal + 1))=$base-$ordinal.$SERVICE:2888:3888"
    ordinal=$((ordinal + 1))
  done
} > /tmp/zoo.cfg
# Where an image of ours has its libraries, or the public one.
libraries='/opt/zookeeper/*'
for folder in /apache-zookeeper-*/lib; do
  [ ! -d "$folder" ] || libraries=$folder/'*'
done
# Who has another address after a restart is looked up again, not remembered.
exec java -Xms32m -Xmx96m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xshare:auto \
  -Dsun.net.inetaddr.ttl=1 -Dsun.net.inetaddr.negative.ttl=1 \
  -Dorg.slf4j.simpleLogger.defaultLogLevel=warn \
  -cp "$libraries" org.apache.zookeeper.server.quorum.QuorumPeerMain /tmp/zoo.cfg
