import type { NewEntry } from '../model/entry.ts';
import type { Absence } from './keep-following.ts';
import { RUNNER_CLOCK } from './notebook.ts';
import type { ContainerLabels, RuntimeLine } from './runtime-lines.ts';

/** A stretch in which nobody watched a node, once it is known what the node did meanwhile. */
export interface Loss {
  readonly absence: Absence;
  /** When the node started again meanwhile, on the runner's clock; null when it did not. */
  readonly rebootedAt: number | null;
}

interface Container extends ContainerLabels {
  state: 'created' | 'running' | 'stopped';
  missed: number;
}

interface BookOptions {
  readonly node: string;
  /** The node's wall clock. */
  readonly clock: () => string;
  readonly now: () => number;
  readonly record: (entry: NewEntry) => void;
}

type Listing = Extract<RuntimeLine, { says: 'listing' }>;
interface When {
  readonly at: number;
  readonly clock: string;
}

/** Far more than an event needs to arrive. */
const YOUNG_MS = 5000;

/**
 * What is known of a node's containers: from the events as they come, and from the listings, which
 * show what the events did not tell.
 */
export function runtimeBook({ node, clock, now, record }: BookOptions) {
  const containers = new Map<string, Container>();
  let loss: Loss | null = null;
  /** Containers that were known, and those that ran, when nobody watched any more. */
  let before: ReadonlyMap<string, boolean> = new Map();
  let listedAt = now();

  const write = (id: string, op: 'found' | 'started' | 'stopped', when: When, code?: number) => {
    const container = containers.get(id);
    if (!container) return;
    const { name, pod, podUid } = container;
    container.state = op === 'stopped' ? 'stopped' : 'running';
    const entry = { kind: 'runtime', by: 'runtime', op, node, container: id } as const;
    record({ ...entry, name, pod, podUid, exitCode: code ?? null, ...when });
  };

  const blind = (from: number, to: number, says: string): void => {
    const stamp = { kind: 'gap', by: 'runtime', of: 'runtime', where: node } as const;
    record({ ...stamp, from, to, afterRv: null, beforeRv: null, says });
  };

  /** The first listing after a loss: what it says of all that was known before. */
  const recover = (lost: Loss, { at, running }: Listing): void => {
    const { absence, rebootedAt } = lost;
    // Where a reboot was seen from both sides, all that ran had ended when the node first failed.
    const downAt = rebootedAt === null ? null : absence.unreachableAt;
    let quiet = [...before.keys()].every((id) => running.has(id));
    for (const [id, runs] of running) {
      const container = containers.get(id);
      if (!container) continue;
      if (!before.has(id)) {
        quiet = false;
        if (runs) {
          write(id, 'found', { at, clock: clock() });
          continue;
        }
        // Its creation is the nearest to a start that anything remembers.
        const createdAt = now() - (at - container.created);
        write(id, 'started', { at: container.created, clock: clock() });
        const died = downAt !== null && createdAt < downAt;
        const end = died ? { at: downAt, clock: RUNNER_CLOCK } : { at, clock: clock() };
        write(id, 'stopped', end);
      } else if (!runs && container.state === 'running') {
        if (downAt === null) quiet = false;
      }
    }
    for (const [id, container] of containers) {
      if (container.state !== 'running' || running.get(id)) continue;
      write(id, 'stopped', { at: downAt ?? absence.from, clock: RUNNER_CLOCK });
    }
    // A runtime that still lists all that it listed before has removed nothing meanwhile: then
    // nothing came and went unseen, and all that there is was just written down.
    const { from, to, says } = absence;
    if (!quiet) blind(downAt === null ? from : (rebootedAt ?? from), to, says);
    else {
      record({
        ...{ kind: 'step', by: 'runtime', step: 'witness', name: 'runtime', says },
        facts: { node, from, to, downAt, rebootedAt },
      });
    }
  };

  const list = (listing: Listing): void => {
    const lost = loss;
    loss = null;
    if (lost) recover(lost, listing);
    const { at, running } = listing;
    let whole = true;
    for (const [id, container] of containers) {
      const runs = running.get(id) ?? false;
      // The start of a young one is on its way as an event, which knows the time.
      if (runs && container.state === 'created' && container.created < at - YOUNG_MS) {
        write(id, 'found', { at, clock: clock() });
      }
      container.missed = runs || container.state !== 'running' ? 0 : container.missed + 1;
      if (container.missed > 0) whole = false;
      if (container.missed < 2) continue;
      const says = `${container.pod}/${container.name} ended without an event`;
      blind(listedAt, now(), says);
      write(id, 'stopped', { at: listedAt, clock: RUNNER_CLOCK });
    }
    if (whole) listedAt = now();
  };

  return {
    take(line: RuntimeLine): void {
      if (line.says === 'listing') {
        list(line);
        return;
      }
      const state = containers.get(line.id)?.state;
      if (line.says === 'labels') {
        const fresh = { ...line.labels, state: 'created', missed: 0 } as const;
        if (!state) containers.set(line.id, fresh);
      } else if (line.says === 'start') {
        if (state === 'created') write(line.id, 'started', { at: line.at, clock: clock() });
      } else if (state !== 'stopped') {
        write(line.id, 'stopped', { at: line.at, clock: clock() }, line.exitCode);
      }
    },

    /** Nobody watched for a while; what was missed shows in the next listing. */
    lose(lost: Loss): void {
      // A second loss before the first was made up for is one long one.
      const { absence } = lost;
      const from = loss?.absence.from ?? absence.from;
      if (!loss) {
        before = new Map([...containers].map(([id, { state }]) => [id, state === 'running']));
      }
      const unreachableAt = loss?.absence.unreachableAt ?? absence.unreachableAt;
      const rebootedAt = lost.rebootedAt ?? loss?.rebootedAt ?? null;
      loss = { absence: { ...absence, from, unreachableAt }, rebootedAt };
    },

    /** Whatever was never made up for is a gap up to now. */
    finish(): void {
      if (loss) blind(loss.absence.from, now(), loss.absence.says);
    },
  };
}
