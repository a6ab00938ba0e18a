import type { Cluster } from '../model/cluster.ts';
import type { Loan } from '../model/fault.ts';
import { LIMITS } from '../support/limits.ts';
import { nodeLoan } from './node-loan.ts';
import { controllerManager, NAMED, nodeOf } from './node-program.ts';
import { onNode, readFacts } from './node-shell.ts';
import { HARM, harmArgs, undoOf } from './other-start.ts';
import { keptIn } from './other-start-look.ts';
import { oneMoreFlag } from './start-edit.ts';
import type { ProgramParams } from './stop-program.ts';

const NAME = 'stop-garbage-collector';
const { program: PROGRAM } = controllerManager;
const CONTROLLER = 'garbage-collector-controller';
/** Values of this flag add up, so what the cluster was told of other controllers still holds. */
const FLAG = `--controllers=-${CONTROLLER}`;

// The program itself lists the controllers that it runs, once it leads.
const LOOK = `${NAMED}
[ -e ${keptIn(NAME)} ] && echo "kept"
for id in $(named ${PROGRAM}); do
  tr '\\0' '\\n' <"/proc/$id/cmdline" | grep -qxe '${FLAG}' && echo "told $id" || echo "free $id"
done 2>/dev/null
pair=/etc/kubernetes/pki/apiserver-kubelet-client
kubectl --kubeconfig /dev/null --server https://127.0.0.1:10257 --insecure-skip-tls-verify \\
  --client-certificate $pair.crt --client-key $pair.key --request-timeout 5s \\
  get --raw '/healthz?verbose' 2>&1 | awk '$1 ~ /^\\[/ { print "runs", substr($1, 4) }'
exit 0`;

/** Nobody deletes what lost its owner: the controller manager leads without its collector. */
export const stopGarbageCollector: Loan<ProgramParams> = nodeLoan<ProgramParams>({
  ...{ name: NAME, needs: [] },

  placesOf: (cluster, { node }) => [
    { node: nodeOf(cluster, node), name: `${NAME}@${node}`, undo: undoOf(NAME, [PROGRAM]) },
  ],

  async harm(_cluster, _params, { place }) {
    const edit = oneMoreFlag(FLAG);
    const args = harmArgs({ name: NAME, place, edit, programs: [PROGRAM] });
    await onNode(place.node, { what: 'turning the collector off', script: HARM, args });
  },

  async isInForce(cluster, params) {
    const { kept, told, free, collects, others } = await look(cluster, params);
    return {
      holds: kept && told > 0 && free === 0 && others > 0 && !collects,
      says: textOf({ kept, told, free, collects, others }),
    };
  },

  async isOver(cluster, params) {
    const { kept, told, free, collects, others } = await look(cluster, params);
    return {
      holds: !kept && told === 0 && free > 0 && others > 0 && collects,
      says: textOf({ kept, told, free, collects, others }),
    };
  },
});

interface Seen {
  readonly kept: boolean;
  /** Processes that were started without a collector, and others. */
  readonly told: number;
  readonly free: number;
  readonly collects: boolean;
  /** Controllers beside it: none run where the program does not lead. */
  readonly others: number;
}

async function look(cluster: Cluster, { node }: ProgramParams): Promise<Seen> {
  const lines = await onNode(nodeOf(cluster, node), {
    ...{ what: 'asking for controllers', script: LOOK, limitMs: LIMITS.probeExecMs },
  });
  return seenIn(lines);
}

export function seenIn(lines: readonly string[]): Seen {
  const facts = readFacts(lines);
  const runs = (facts.get('runs') ?? []).filter((name) => name.endsWith('-controller'));
  return {
    kept: facts.has('kept'),
    told: facts.get('told')?.length ?? 0,
    free: facts.get('free')?.length ?? 0,
    collects: runs.includes(CONTROLLER),
    others: runs.filter((name) => name !== CONTROLLER).length,
  };
}

function textOf({ kept, told, free, collects, others }: Seen): string {
  const starter = kept ? 'changed' : 'as it was';
  return (
    `what starts it is ${starter}; ${told} processes without a collector, ${free} with one; ` +
    `${others} other controllers run, the collector ${collects ? 'runs' : 'does not run'}`
  );
}
