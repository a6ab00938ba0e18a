#!/bin/sh
# A broker and a controller in one; its number is its ordinal and one more, on whatever node it is.
set -eu
name=$(hostname)
base=${name%-*}
number=$((${name##*-} + 1))
voters=
ordinal=0
while [ "$ordinal" -lt "$REPLICAS" ]; do
  voters="$voters,$((ordinal + 1))@$base-$ordinal.$SERVICE:9093"
  ordinal=$((ordinal + 1))
done
cat > /tmp/server.properties << FILE
process.roles=broker,controller
node.id=$number
controller.quorum.voters=${voters#,}
controller.listener.names=CONTROLLER
listeners=CLIENTS://0.0.0.0:9092,CONTROLLER://0.0.0.0:9093
advertised.listeners=CLIENTS://$name.$SERVICE:9092,CONTROLLER://$name.$SERVICE:9093
listener.security.protocol.map=CLIENTS:PLAINTEXT,CONTROLLER:PLAINTEXT
inter.broker.listener.name=CLIENTS
log.dirs=/data/log
default.replication.factor=$REPLICAS
min.insync.replicas=$((REPLICAS / 2 + 1))
auto.create.topics.enable=true
unclean.leader.election.enable=false
num.network.threads=1
num.io.threads=2
num.recovery.threads.per.data.dir=1
background.threads=2
offsets.topic.replication.factor=$REPLICAS
log.segment.bytes=16777216
log.cleaner.dedupe.buffer.size=2097152
FILE
# Who has another address after a restart is looked up again, not remembered.
java="java -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xshare:auto -Dsun.net.inetaddr.ttl=1
  -Dsun.net.inetaddr.negative.ttl=1 -Dorg.slf4j.simpleLogger.defaultLogLevel=warn
  -cp /opt/kafka/*:/opt/kafka/libs/*"
# Star and all: the virtual machine reads it, and not the shell.
set -f
mkdir -p /data/log
if [ ! -s /data/log/meta.properties ]; then
  $java -Xmx64m kafka.tools.StorageTool format --cluster-id c3RlYWRmYXN0LWthZmthLQ \
    --ignore-formatted --config /tmp/server.properties
fi
exec $java -Xms64m -Xmx192m -XX:MaxMetaspaceSize=128m kafka.Kafka /tmp/server.properties
