import type { Cluster, ClusterNode } from '../model/cluster.ts';
import type { Loan, Params } from '../model/fault.ts';
import { HarnessError } from '../support/errors.ts';
import { LIMITS } from '../support/limits.ts';
import { onNode, readFacts } from './node-shell.ts';

/** A program of Kubernetes that a node runs, whatever starts it there. */
export interface NodeProgram {
  /** How faults are named after it: `stop-scheduler`. */
  readonly name: string;
  /** What it calls itself, which is also the name of its service or of its manifest. */
  readonly program: string;
  /** Where it listens on its own node. */
  readonly port: number;
  /** Shell that succeeds on the node when the program not only runs but serves. */
  readonly serves?: string;
  readonly undoneLimit?: NonNullable<Loan<Params>['undoneLimit']>;
}

export const kubelet: NodeProgram = { name: 'kubelet', program: 'kubelet', port: 10_250 };
export const controllerManager: NodeProgram = {
  name: 'controller-manager',
  program: 'kube-controller-manager',
  port: 10_257,
  undoneLimit: 'startedAgainMs',
};
export const scheduler: NodeProgram = {
  name: 'scheduler',
  program: 'kube-scheduler',
  port: 10_259,
  undoneLimit: 'startedAgainMs',
};

// One that listens again has not yet read what it has to know: who may do what, for one.
const API_IS_READY =
  'kubectl --kubeconfig /etc/kubernetes/admin.conf --request-timeout=5s get --raw /readyz';
export const apiServer: NodeProgram = {
  ...{ name: 'api-server', program: 'kube-apiserver', port: 6443, serves: API_IS_READY },
  undoneLimit: 'startedAgainMs',
};
export const etcd: NodeProgram = {
  ...{ name: 'etcd', program: 'etcd', port: 2379, serves: API_IS_READY },
  undoneLimit: 'startedAgainMs',
};

/** Prints the ids of the processes whose zeroth argument, without its folder, is $1. */
export const NAMED = `named() {
  local p name
  for p in /proc/[0-9]*; do
    name=
    { IFS= read -r -d '' name <"$p/cmdline"; } 2>/dev/null
    [ "\${name##*/}" = "$1" ] && echo "\${p#/proc/}"
  done
  return 0
}`;

/**
 * `end_program NAME term|wait` returns once no process of that name is left. With `wait` somebody
 * else has told it to end. Whoever waits for requests to end would wait past the lease, and is
 * killed: the API server soon, whose watches end only with it.
 */
export const END_PROGRAM = `${NAMED}
end_program() {
  local program=$1 way=$2 look ids most=40
  [ "$program" = kube-apiserver ] && most=10
  exec 7<> <(:)
  for look in {1..100}; do
    ids=$(named "$program"; cat "/run/steadfast/services/$program" 2>/dev/null)
    [ -n "$ids" ] || return 0
    if [ "$look" -gt "$most" ]; then kill -s KILL $ids
    elif [ "$way" != wait ]; then kill -s TERM $ids
    fi
    read -rt 0.1 -u 7
  done 2>/dev/null
  return 1
}`;

/**
 * Ends the shell that is about to become $1: it has read what starts the program, and whoever
 * changes that comes too late for it. One that is started afterwards has read the change.
 */
export const END_STARTING = `end_starting() {
  local id
  id=$(cat "/run/steadfast/services/$1" 2>/dev/null) || return 0
  named "$1" | grep -qx "$id" || kill -s TERM "$id" 2>/dev/null
  return 0
}`;

/**
 * Prints a line a process with its state. A stopped process still has its connections taken by the
 * kernel, so only a word of its own shows that it runs: what is sent is no TLS, and is refused in
 * plain text or by closing.
 */
export const LOOK_AT_PROGRAM = `${NAMED}
program=$1 port=$2
for id in $(named "$program"); do
  { IFS= read -r line <"/proc/$id/stat"; } 2>/dev/null || continue
  rest=\${line##*) }
  echo "process $id \${rest%% *}"
done
[ -e "/run/steadfast/down/$program" ] && echo "held service"
[ -e "/etc/kubernetes/steadfast-$program.yaml" ] && echo "held manifest"
command -v systemctl >/dev/null && [ -e "/run/steadfast/unit-$program" ] && echo "held unit"
talk() {
  exec 8<>"/dev/tcp/127.0.0.1/$1" || { echo "answer refused"; return; }
  printf 'GET / HTTP/1.0\\r\\n\\r\\n' >&8
  local word
  IFS= read -r -t 3 word <&8
  # Above 128 the read ran into its limit; below, somebody answered or closed.
  if [ $? -gt 128 ]; then echo "answer silent"; else echo "answer spoken"; fi
}
talk "$port" 2>/dev/null
[ -z "$3" ] || { bash -c "$3" >/dev/null 2>&1 && echo "serves yes" || echo "serves no"; }
exit 0`;

export type Answer = 'refused' | 'silent' | 'spoken';

export interface ProgramState {
  readonly processes: readonly { readonly id: string; readonly state: string }[];
  /** What of ours keeps it from being started. */
  readonly held: readonly string[];
  readonly answer: Answer | null;
  /** Null for a program that serves as soon as it speaks. */
  readonly serves: boolean | null;
}

export async function programState(
  node: ClusterNode,
  { program, port, serves = '' }: NodeProgram,
): Promise<ProgramState> {
  const lines = await onNode(node, {
    what: `looking at ${program}`,
    script: LOOK_AT_PROGRAM,
    args: [program, `${port}`, serves],
    limitMs: LIMITS.probeExecMs,
  });
  return readState(lines);
}

export function readState(lines: readonly string[]): ProgramState {
  const facts = readFacts(lines);
  const [answer] = facts.get('answer') ?? [];
  return {
    processes: (facts.get('process') ?? []).map((words) => {
      const [id = '', state = ''] = words.split(' ');
      return { id, state };
    }),
    held: facts.get('held') ?? [],
    serves: facts.has('serves') ? facts.get('serves')?.[0] === 'yes' : null,
    answer: answer === 'refused' || answer === 'silent' || answer === 'spoken' ? answer : null,
  };
}

export function stateText({ processes, held, answer, serves }: ProgramState): string {
  const word = serves === null ? '' : `; it ${serves ? 'serves' : 'does not serve'}`;
  const ids = processes.map(({ id, state }) => `${id} (${state})`).join(', ') || 'none';
  const by = held.join(', ') || 'nothing';
  return `processes: ${ids}; held back by: ${by}; its port: ${answer}${word}`;
}

/** Where the programs of the control plane run, and where timers of the API's own faults stand. */
export function controlPlaneOf({ nodes }: Cluster): ClusterNode {
  const node = nodes.find(({ role }) => role === 'control-plane');
  if (node) return node;
  throw new HarnessError({ what: 'the cluster shows no control plane' });
}

export function nodeOf(cluster: Cluster, name: string): ClusterNode {
  const node = cluster.nodes.find((candidate) => candidate.name === name);
  if (node) return node;
  throw new HarnessError({ what: `the cluster has no node ${name}` });
}
