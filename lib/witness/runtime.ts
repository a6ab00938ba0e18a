import type { ClusterNode } from '../model/cluster.ts';
import type { NewEntry } from '../model/entry.ts';
import { messageOf } from '../support/errors.ts';
import { type Absence, type KeptFollower, keepFollowing } from './keep-following.ts';
import { type Boots, isSame } from './node-boots.ts';
import { type Notebook, RUNNER_CLOCK } from './notebook.ts';
import { programText } from './programs/program.ts';
import { type ContainerLabels, parseRuntimeLine, type RuntimeLine } from './runtime-lines.ts';

export interface RuntimeOptions {
  readonly node: ClusterNode;
  readonly namespace: string;
  readonly notebook: Notebook;
  readonly boots: Boots;
  readonly signal: AbortSignal;
}

interface Container extends ContainerLabels {
  state: 'created' | 'running' | 'stopped';
  missed: number;
}

interface Loss {
  readonly absence: Absence;
  /** When the node started again meanwhile, on the runner's clock; null when it did not. */
  readonly rebootedAt: number | null;
}

/** Far more than an event needs to arrive. */
const YOUNG_MS = 5000;

/** Containers of one namespace on one node, as the node's own runtime sees them start and stop. */
export function followRuntime(options: RuntimeOptions): KeptFollower {
  const { node, namespace, notebook, boots, signal } = options;
  const containers = new Map<string, Container>();
  let loss: Loss | null = null;
  let listedAt = notebook.now();
  let queue = Promise.resolve();

  const wall = () => `wall:${boots.last(node.name)?.kernel ?? 'unknown'}`;

  type Op = 'found' | 'started' | 'stopped';
  const record = (
    id: string,
    op: Op,
    when: { at: number; clock: string },
    exitCode: number | null,
  ) => {
    const container = containers.get(id);
    if (!container) return;
    const { name, pod, podUid } = container;
    container.state = op === 'stopped' ? 'stopped' : 'running';
    const entry = { kind: 'runtime', by: 'runtime', op, node: node.name, container: id } as const;
    notebook.record({ ...entry, name, pod, podUid, exitCode, ...when });
  };

  const list = ({ at, running }: Extract<RuntimeLine, { says: 'listing' }>): void => {
    const after = loss;
    loss = null;
    for (const [id, container] of containers) {
      const runs = running.get(id) ?? false;
      const { created } = container;
      // The start of a young one is on its way as an event, which knows the time.
      if (runs && container.state === 'created' && (after || created < at - YOUNG_MS)) {
        record(id, 'found', { at, clock: wall() }, null);
      }
      // Created while nobody watched, on a node that went down with it: the node remembers that.
      if (!runs && container.state === 'created' && after?.rebootedAt) {
        record(id, 'started', { at: created, clock: wall() }, null);
      }
      if (runs || container.state !== 'running') container.missed = 0;
      else if (after) record(id, 'stopped', { at: diedAt(after), clock: RUNNER_CLOCK }, null);
      else if (++container.missed > 1) {
        const says = `${container.pod}/${container.name} ended without an event`;
        notebook.record(gap(node.name, { from: listedAt, to: notebook.now(), says }));
        record(id, 'stopped', { at: listedAt, clock: RUNNER_CLOCK }, null);
      }
    }
    if ([...containers.values()].every(({ missed }) => missed === 0)) listedAt = notebook.now();
  };

  const take = (line: RuntimeLine): void => {
    if (line.says === 'listing') {
      list(line);
      return;
    }
    const { id, at } = line.says === 'labels' ? { id: line.id, at: 0 } : line;
    const state = containers.get(id)?.state;
    if (line.says === 'labels') {
      if (!state) containers.set(id, { ...line.labels, state: 'created', missed: 0 });
    } else if (line.says === 'start') {
      if (state === 'created') record(id, 'started', { at, clock: wall() }, null);
    } else if (state !== 'stopped') {
      record(id, 'stopped', { at, clock: wall() }, line.exitCode);
    }
  };

  const onAbsence = async (absence: Absence): Promise<void> => {
    const { from, to, open, says } = absence;
    const rebootedAt = open ? null : await rebootWithin(options, absence);
    loss = open ? loss : { absence, rebootedAt };
    // Between its death and its next start nothing ran on the node, so nothing could be missed.
    const blindFrom = rebootedAt !== null && absence.unreachableAt !== null ? rebootedAt : from;
    notebook.record(gap(node.name, { from: blindFrom, to, says }));
  };

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
          if (line) take(line);
        })
        .catch((error: unknown) => {
          const now = notebook.now();
          const says = `a line could not be read: ${messageOf(error)}`;
          notebook.record(gap(node.name, { from: now, to: now, says }));
        });
    },
    onAbsence(absence) {
      queue = queue.then(() => onAbsence(absence));
    },
  });
  return {
    ready: follower.ready,
    async stop() {
      await follower.stop();
      await queue;
    },
  };
}

/** The end of a container that went while nobody watched: no later than this. */
function diedAt({ absence, rebootedAt }: Loss): number {
  return rebootedAt !== null && absence.unreachableAt !== null
    ? absence.unreachableAt
    : absence.from;
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

function gap(node: string, blind: { from: number; to: number; says: string }): NewEntry {
  const nothing = { afterRv: null, beforeRv: null };
  return { kind: 'gap', by: 'runtime', of: 'runtime', where: node, ...blind, ...nothing };
}
