#!/bin/sh
# Member 0 is where all others ask for the ring, by its stable name. Who finds a volume with a place
# in the ring on it takes that place again, at whatever address it is now.
set -eu
name=$(hostname)
address=$(hostname -i | cut -d ' ' -f 1)
mkdir -p /tmp/config
cat > /tmp/config/cassandra.yaml << FILE
cluster_name: steadfast
num_tokens: 4
partitioner: org.apache.cassandra.dht.Murmur3Partitioner
endpoint_snitch: SimpleSnitch
seed_provider:
  - class_name: org.apache.cassandra.locator.SimpleSeedProvider
    parameters:
      - seeds: ${name%-*}-0.$SERVICE
listen_address: $address
rpc_address: 0.0.0.0
broadcast_rpc_address: $address
native_transport_port: 9042
storage_port: 7000
data_file_directories: [/data/rows]
commitlog_directory: /data/commitlog
saved_caches_directory: /data/caches
hints_directory: /data/hints
cdc_raw_directory: /data/changes
commitlog_sync: batch
commitlog_segment_size: 4MiB
commitlog_total_space: 64MiB
memtable_heap_space: 24MiB
memtable_offheap_space: 24MiB
concurrent_reads: 4
concurrent_writes: 4
concurrent_counter_writes: 2
concurrent_compactors: 1
native_transport_max_threads: 16
networking_cache_size: 8MiB
file_cache_size: 8MiB
key_cache_size: 0MiB
counter_cache_size: 0MiB
auto_snapshot: false
disk_failure_policy: die
commit_failure_policy: die
FILE
cat > /tmp/config/logback.xml << 'FILE'
<configuration>
  <appender name="out" class="ch.qos.logback.core.ConsoleAppender">
    <encoder><pattern>%d{HH:mm:ss.SSS} %-5level %logger{0} %msg%n</pattern></encoder>
  </appender>
  <root level="INFO"><appender-ref ref="out"/></root>
</configuration>
FILE
# Where an image of ours has its libraries, or the public one.
libraries=/opt/cassandra
[ ! -d "$libraries/lib" ] || libraries=$libraries/lib
exec java @/etc/steadfast/java-options -javaagent:"$(ls "$libraries"/jamm-*.jar)" \
  -cp "/tmp/config:$libraries/*" org.apache.cassandra.service.CassandraDaemon
