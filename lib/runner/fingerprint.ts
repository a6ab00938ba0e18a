import { connect } from '../cluster/api.ts';
import { LEASE_FOLDER } from '../faults/dead-man-timer.ts';
import { onNode } from '../faults/node-shell.ts';
import type { Cluster, ClusterNode } from '../model/cluster.ts';
import { LIMITS } from '../support/limits.ts';

/** What a fault of ours could leave behind on a cluster, a line a trace, sorted. */
export type Fingerprint = readonly string[];

export interface Difference {
  readonly added: readonly string[];
  readonly gone: readonly string[];
}

// Devices of pods come and go with their pods; queueing that a kernel sets up by itself has the
// handle 0. Of stopped processes only those of pods and of Kubernetes are ours to have stopped.
// Disks of their own are ground that faults stand on: they go with their node.
const LOOK = `folder=$1
shopt -s nullglob
command -v nft >/dev/null &&
  nft list tables | awk '/ steadfast/ { print "table", $2, $3 }'
command -v tc >/dev/null &&
  tc qdisc show | awk '$3 != "0:" && $5 !~ /^(veth|cali|lxc)/ { print "qdisc", $2, $5 }'
for stat in /proc/[0-9]*/stat; do
  { IFS= read -r line <"$stat"; } 2>/dev/null || continue
  rest=\${line##*) } name=\${line#*(} name=\${name%)*}
  case $rest in [Tt]*) ;; *) continue ;; esac
  case $name in
    kubelet|containerd*|etcd|kube-*) echo "stopped $name" ;;
    *) grep -q kubepods "\${stat%/stat}/cgroup" 2>/dev/null && echo "stopped $name" ;;
  esac
done
# Only where groups are frozen: a host may have thousands of groups of other kinds.
groups=/sys/fs/cgroup
[ -e "$groups/cgroup.controllers" ] || groups="$groups/freezer $groups/unified"
find $groups \\( -name freezer.state -o -name cgroup.freeze \\) \\
  -exec grep -l -E '^(FROZEN|FREEZING|1)$' {} + 2>/dev/null | sed 's/^/frozen /'
command -v systemctl >/dev/null && echo "kubelet $(systemctl is-active kubelet)"
set -- /etc/kubernetes/manifests/* /etc/steadfast/services/*
[ $# -eq 0 ] || sha256sum "$@" | awk '{ print "manifest", $2, $1 }'
awk '/steadfast/ && $2 !~ "^/run/steadfast/disks" { print "mount", $2, $3 }' /proc/mounts
for file in "$folder"/*; do echo "loan \${file##*/}"; done
exit 0`;

/** Takes the fixed list of traces from every node, and taints and cordons from the API. */
export async function fingerprint(cluster: Cluster): Promise<Fingerprint> {
  const onNodes = cluster.can('node-exec') ? cluster.nodes.map(tracesOn) : [];
  return (await Promise.all([apiTraces(cluster), ...onNodes])).flat().sort();
}

// The node lifecycle controller sets these from a node's condition and takes them away again.
const CONDITION = /^\S+ taint node\.kubernetes\.io\/(not-ready|unreachable|\S+-pressure)\b/;

// A loan of somebody else's, which was paid back meanwhile.
const LOAN = /^\S+ loan /;

// Where control groups are of version 1, a runtime freezes a container for an instant to kill all
// of its processes; and no undo of ours wakes what it has not put to sleep itself.
const ASLEEP = /^\S+ (frozen|stopped) /;

const HEALING = [CONDITION, LOAN, ASLEEP];

/** A taint that says a node was unwell may go meanwhile: that is healing, not harm. */
export function diffFingerprints(before: Fingerprint, after: Fingerprint): Difference {
  const was = new Set(before);
  const is = new Set(after);
  return {
    added: after.filter((line) => !was.has(line)),
    gone: before.filter((line) => !is.has(line) && !HEALING.some((sign) => sign.test(line))),
  };
}

export function isSame({ added, gone }: Difference): boolean {
  return added.length === 0 && gone.length === 0;
}

export function differenceText({ added, gone }: Difference): string {
  const parts = [...added.map((line) => `new: ${line}`), ...gone.map((line) => `gone: ${line}`)];
  return parts.join('; ') || 'as before';
}

async function tracesOn(node: ClusterNode): Promise<string[]> {
  // A node that another loan has switched off has no more to show, and is to stay as it is.
  const state = await node.power?.state();
  if (state && !state.up && state.lease) return [`${node.name} off`];
  const lines = await onNode(node, {
    what: 'taking the fingerprint',
    script: LOOK,
    args: [LEASE_FOLDER],
    limitMs: LIMITS.execMs,
  });
  return lines.map((line) => `${node.name} ${line}`);
}

async function apiTraces(cluster: Cluster): Promise<string[]> {
  // Who may not look at nodes may not change them either.
  if (!cluster.can('cluster-read')) return [];
  const { items } = await connect(cluster).core.listNode();
  return items.flatMap(({ metadata, spec }) => {
    const name = metadata?.name ?? '';
    const taints = (spec?.taints ?? []).map(
      ({ key, value, effect }) => `${name} taint ${key}=${value ?? ''}:${effect}`,
    );
    return spec?.unschedulable ? [...taints, `${name} cordoned`] : taints;
  });
}
