import type { ClusterNode } from '../model/cluster.ts';
import { messageOf } from '../support/errors.ts';
import { type Absence, type KeptFollower, keepFollowing } from './keep-following.ts';
import { type Boots, isSame } from './node-boots.ts';
import type { Notebook } from './notebook.ts';
import { programText } from './programs/program.ts';
import { RuntimeBook } from './runtime-book.ts';
import { parseRuntimeLine } from './runtime-lines.ts';

export interface RuntimeOptions {
  readonly node: ClusterNode;
  readonly namespace: string;
  readonly notebook: Notebook;
  readonly boots: Boots;
  readonly signal: AbortSignal;
}

/** Containers of one namespace on one node, as the node's own runtime sees them start and stop. */
export function followRuntime(options: RuntimeOptions): KeptFollower {
  const { node, namespace, notebook, boots, signal } = options;
  const book = new RuntimeBook({
    node: node.name,
    clock: () => `wall:${boots.last(node.name)?.kernel ?? 'unknown'}`,
    now: notebook.now,
    record: (entry) => void notebook.record(entry),
  });
  // One after the other: a reboot has to be looked at before the lines that follow it.
  let queue = Promise.resolve();

  const follower = keepFollowing({
    node,
    what: "the runtime's events",
    command: () => ['bash', '-c', programText('runtime.sh'), 'steadfast', namespace],
    now: notebook.now,
    signal,
    onLine(text) {
      queue = queue
        .then(() => {
          const line = parseRuntimeLine(text);
          if (line) book.take(line);
        })
        .catch((error: unknown) => {
          const now = notebook.now();
          const says = `a line could not be read: ${messageOf(error)}`;
          notebook.record({
            ...{ kind: 'gap', by: 'runtime', of: 'runtime', where: node.name },
            ...{ from: now, to: now, afterRv: null, beforeRv: null, says },
          });
        });
    },
    onAbsence(absence) {
      queue = queue.then(async () => {
        const rebootedAt = absence.open ? null : await rebootWithin(options, absence);
        book.lose({ absence, rebootedAt });
      });
    },
  });
  return {
    ready: follower.ready,
    async stop() {
      await follower.stop();
      await queue;
      book.finish();
    },
  };
}

/** When the node was started again, if that was after it was last heard. */
async function rebootWithin(
  { node, notebook, boots }: RuntimeOptions,
  { from }: Absence,
): Promise<number | null> {
  const before = boots.last(node.name);
  try {
    const boot = await boots.learn(node);
    const startedAt = notebook.now() - (boot.readAt - boot.startedAt);
    return (before && isSame(before, boot)) || startedAt < from ? null : startedAt;
  } catch {
    return null;
  }
}
