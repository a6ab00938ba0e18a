import type { Loan } from '../model/fault.ts';
import { LIMITS } from '../support/limits.ts';
import { nodeLoan } from './node-loan.ts';
import { etcd, NAMED, nodeOf } from './node-program.ts';
import { onNode, readFacts } from './node-shell.ts';
import { HARM, harmArgs, undoOf } from './other-start.ts';
import { keptIn } from './other-start-look.ts';
import { MARK } from './start-edit.ts';
import type { ProgramParams } from './stop-program.ts';

const NAME = 'slow-etcd-disk';

/** The node's own group for whoever writes slowly, in the hierarchy that throttles devices. */
const GROUP = '/sys/fs/cgroup/blkio/steadfast-slow-disk';

/** Writes a second that the disk takes from that group: each then waits for a twentieth of one. */
const WRITES = 20;

/** What etcd itself has to say of its syncs: with a disk that is well they take milliseconds. */
const SLOW_MS = 40;

// etcd of an embedded cluster waits for no disk, so it is started anew as one that does.
const EDIT = [
  "s/ '--unsafe-no-fsync=true'//",
  `s#^exec #echo $$ >${GROUP}/cgroup.procs || exit 1\\n&#`,
].join(';');

// The node's own files lie on the disk of its state. Only a whole disk can be throttled.
const GROUND = `set -u
group=$1 writes=$2
device=$(stat -c %Hd:%Ld /var/lib/kubelet)
[ -e "/sys/dev/block/$device" ] || { echo "$device is no disk" >&2; exit 1; }
[ -e "/sys/dev/block/$device/queue" ] || device=$(cat "/sys/dev/block/$device/../dev")
mkdir -p "$group" && echo "$device $writes" >"$group/blkio.throttle.write_iops_device"`;

// A group goes when the last of its processes has gone.
const UNDO = `${undoOf(NAME, [etcd.program])}
! [ -e ${GROUP} ] || rmdir ${GROUP}`;

const LOOK = `loan=$1 kept=$2 group=$3 serves=$4
${NAMED}
[ -e "$kept" ] && echo "kept"
[ -e "$group" ] && echo "group $(cat "$group/blkio.throttle.write_iops_device")"
for id in $(named etcd); do
  grep -qzx "${MARK}=$loan" "/proc/$id/environ" && echo "other $id" || echo "own $id"
done 2>/dev/null
said() {
  exec 8<>/dev/tcp/127.0.0.1/2381 || return
  printf 'GET /metrics HTTP/1.0\\r\\n\\r\\n' >&8
  grep -E '^etcd_disk_wal_fsync_duration_seconds_(sum|count) ' <&8 | tr -d '\\r'
}
said 2>/dev/null
began=$(date +%s%3N)
dd if=/dev/zero of=/var/lib/steadfast-probe bs=4k count=1 conv=fsync 2>/dev/null &&
  echo "beside $(($(date +%s%3N) - began))"
rm -f /var/lib/steadfast-probe
bash -c "$serves" >/dev/null 2>&1 && echo "serves"
exit 0`;

/**
 * The disk under etcd takes a few writes a second: whatever is stored is stored late. Nobody else
 * on that disk is slowed down.
 */
export const slowEtcdDisk: Loan<ProgramParams> = nodeLoan<ProgramParams>({
  ...{ name: NAME, needs: ['slow-disk'], reach: 'cluster' },
  ...{ inForceLimit: 'controlPlaneBackMs', undoneLimit: 'controlPlaneBackMs' },

  placesOf: (cluster, { node }) => [
    { node: nodeOf(cluster, node), name: `${NAME}@${node}`, undo: UNDO },
  ],

  async harm(_cluster, _params, { place }) {
    const { node } = place;
    const what = 'slowing the disk of etcd';
    await onNode(node, { what, script: GROUND, args: [GROUP, `${WRITES}`] });
    const edit = { service: EDIT };
    const args = harmArgs({ name: NAME, place, edit, programs: [etcd.program] });
    await onNode(node, { what, script: HARM, args });
  },

  async isInForce(cluster, { node }) {
    const seen = await look(cluster, node);
    const { kept, group, own, other, serves, syncs, syncMs, besideMs } = seen;
    const isSlow = syncs >= 3 && syncMs >= SLOW_MS && besideMs < syncMs;
    const isOther = kept && group !== null && other > 0 && own === 0;
    return { holds: isOther && serves && isSlow, says: textOf(seen) };
  },

  async isOver(cluster, { node }) {
    const seen = await look(cluster, node);
    const { kept, group, own, other, serves } = seen;
    const isOwn = !kept && group === null && other === 0 && own > 0;
    return { holds: isOwn && serves, says: textOf(seen) };
  },
});

type Seen = Awaited<ReturnType<typeof look>>;

async function look(cluster: Parameters<typeof nodeOf>[0], name: string) {
  const lines = await onNode(nodeOf(cluster, name), {
    what: 'looking at the disk of etcd',
    script: LOOK,
    args: [NAME, keptIn(NAME), GROUP, etcd.serves ?? ''],
    limitMs: LIMITS.probeExecMs,
  });
  const facts = readFacts(lines);
  const metric = (end: string) =>
    Number(facts.get(`etcd_disk_wal_fsync_duration_seconds_${end}`)?.[0] ?? 0);
  const syncs = metric('count');
  return {
    kept: facts.has('kept'),
    group: facts.get('group')?.[0] ?? null,
    own: facts.get('own')?.length ?? 0,
    other: facts.get('other')?.length ?? 0,
    serves: facts.has('serves'),
    syncs,
    syncMs: syncs === 0 ? 0 : Math.round((metric('sum') / syncs) * 1000),
    besideMs: Number(facts.get('beside')?.[0] ?? Number.POSITIVE_INFINITY),
  };
}

function textOf({ kept, group, own, other, serves, syncs, syncMs, besideMs }: Seen): string {
  return [
    `what starts etcd is ${kept ? 'changed' : 'as it was'}`,
    `${other} started otherwise, ${own} as before, and the API ${serves ? 'serves' : 'is silent'}`,
    `throttled to ${group ?? 'nothing'}`,
    `etcd has synced ${syncs} times, each in ${syncMs} ms; beside it a sync took ${besideMs} ms`,
  ].join('; ');
}
