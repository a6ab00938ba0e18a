import type { ClusterNode } from '../model/cluster.ts';
import { LIMITS } from '../support/limits.ts';
import { NAMED, type NodeProgram } from './node-program.ts';
import { onNode } from './node-shell.ts';
import { MARK } from './start-edit.ts';

/** A program as it runs, and what it says about itself among its metrics. */
export interface Started {
  readonly program: string;
  /** Processes that were started by the loan, and others. */
  readonly other: number;
  readonly own: number;
  readonly version: string | null;
  /** Of the gates that capabilities hang on, those that it knows. */
  readonly gates: Readonly<Record<string, boolean>>;
  /** Whether it answers; of those who elect a leader, whether it leads. */
  readonly serves: boolean;
}

/** Where copies of what starts the programs lie while the loan lasts. */
export function keptIn(loan: string): string {
  return `/etc/kubernetes/steadfast-${loan}`;
}

/** All of its metrics by the names that are wanted, of every program at once. */
const LOOK = `loan=$1 kept=$2 wanted=$3
shift 3
${NAMED}
[ -e "$kept" ] && echo "kept"
metrics() {
  kubectl --kubeconfig /etc/kubernetes/admin.conf --server "https://127.0.0.1:$2" \\
    --insecure-skip-tls-verify --request-timeout 10s \\
    get --raw /metrics 2>/dev/null | grep -E "^($wanted)\\\\{" | sed "s/^/metric $1 /"
}
for one in "$@"; do
  program=\${one%:*}
  for id in $(named "$program"); do
    grep -qzx "${MARK}=$loan" "/proc/$id/environ" &&
      echo "other $program" || echo "own $program"
  done 2>/dev/null
  metrics "$program" "\${one#*:}" &
done
wait
exit 0`;

const WANTED = [
  'kubernetes_build_info',
  'kubernetes_feature_enabled',
  'leader_election_master_status',
];

export async function lookAtStarts(
  node: ClusterNode,
  loan: string,
  programs: readonly NodeProgram[],
): Promise<{ readonly kept: boolean; readonly all: readonly Started[] }> {
  const lines = await onNode(node, {
    what: `looking for ${loan}`,
    script: LOOK,
    args: [
      ...[loan, keptIn(loan), WANTED.join('|')],
      ...programs.map(({ program, port }) => `${program}:${port}`),
    ],
    limitMs: LIMITS.probeExecMs,
  });
  return {
    kept: lines.includes('kept'),
    all: programs.map(({ program }) => startedIn(lines, program)),
  };
}

const LINE = /^metric (\S+) (\w+)\{(.*)\} (\S+)$/;

export function startedIn(lines: readonly string[], program: string): Started {
  const count = (word: string) => lines.filter((line) => line === `${word} ${program}`).length;
  const metrics = lines.flatMap((line) => {
    const [, of, name = '', labels = '', value = ''] = LINE.exec(line) ?? [];
    return of === program ? [{ name, labels, value }] : [];
  });
  const named = (wanted: string) => metrics.filter(({ name }) => name === wanted);
  const gates = named('kubernetes_feature_enabled').map(({ labels, value }) => [
    labelIn(labels, 'name') ?? '',
    value === '1',
  ]);
  const [build] = named('kubernetes_build_info');
  const leads = named('leader_election_master_status');
  return {
    program,
    other: count('other'),
    own: count('own'),
    version: labelIn(build?.labels ?? '', 'git_version')?.replace(/^v/, '') ?? null,
    gates: Object.fromEntries(gates),
    serves: build !== undefined && (leads.length === 0 || leads.some(({ value }) => value === '1')),
  };
}

function labelIn(labels: string, name: string): string | null {
  return new RegExp(`(?:^|,)${name}="([^"]*)"`).exec(labels)?.[1] ?? null;
}

export function startedText(kept: boolean, all: readonly Started[]): string {
  const each = all.map(({ program, other, own, version, serves }) => {
    const how = `${other} started otherwise, ${own} as before`;
    return `${program} ${version ?? '(silent)'}: ${how}, ${serves ? 'serves' : 'does not serve'}`;
  });
  return `what starts them is ${kept ? 'changed' : 'as it was'}; ${each.join('; ')}`;
}
