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
export class RuntimeBook {
  readonly #options: BookOptions;
  readonly #containers = new Map<string, Container>();
  #loss: Loss | null = null;
  /** Containers that were known, and whether they ran, when nobody watched any more. */
  #before: ReadonlyMap<string, boolean> = new Map();
  #listedAt: number;

  constructor(options: BookOptions) {
    this.#options = options;
    this.#listedAt = options.now();
  }

  take(line: RuntimeLine): void {
    if (line.says === 'listing') {
      this.#list(line);
      return;
    }
    const state = this.#containers.get(line.id)?.state;
    if (line.says === 'labels') {
      const fresh = { ...line.labels, state: 'created', missed: 0 } as const;
      if (!state) this.#containers.set(line.id, { ...fresh });
    } else if (line.says === 'start') {
      if (state === 'created') this.#write(line.id, 'started', this.#there(line.at));
    } else if (state !== 'stopped') {
      this.#write(line.id, 'stopped', this.#there(line.at), line.exitCode);
    }
  }

  /** Nobody watched for a while; what was missed shows in the next listing. */
  lose({ absence, rebootedAt }: Loss): void {
    const earlier = this.#loss;
    if (!earlier) {
      const states = [...this.#containers].map(([id, { state }]) => [id, state === 'running']);
      this.#before = new Map(states as [string, boolean][]);
    }
    // A second loss before the first was made up for is one long one.
    const from = earlier?.absence.from ?? absence.from;
    const unreachableAt = earlier?.absence.unreachableAt ?? absence.unreachableAt;
    const rebooted = rebootedAt ?? earlier?.rebootedAt ?? null;
    this.#loss = { absence: { ...absence, from, unreachableAt }, rebootedAt: rebooted };
  }

  /** Whatever was never made up for is a gap up to now. */
  finish(): void {
    const { now } = this.#options;
    if (this.#loss) this.#blind(this.#loss.absence.from, now(), this.#loss.absence.says);
  }

  #list(listing: Listing): void {
    const lost = this.#loss;
    this.#loss = null;
    if (lost) this.#recover(lost, listing);
    const { now } = this.#options;
    const { at, running } = listing;
    let whole = true;
    for (const [id, container] of this.#containers) {
      const runs = running.get(id) ?? false;
      // The start of a young one is on its way as an event, which knows the time.
      if (runs && container.state === 'created' && container.created < at - YOUNG_MS) {
        this.#write(id, 'found', this.#there(at));
      }
      container.missed = runs || container.state !== 'running' ? 0 : container.missed + 1;
      if (container.missed > 0) whole = false;
      if (container.missed < 2) continue;
      this.#blind(this.#listedAt, now(), `${container.pod}/${container.name} ended unheard`);
      this.#write(id, 'stopped', { at: this.#listedAt, clock: RUNNER_CLOCK });
    }
    if (whole) this.#listedAt = now();
  }

  /**
   * The first listing after a loss. A runtime that still lists all that it listed before has
   * removed nothing meanwhile: then nothing came and went unseen, and there is no gap, unless
   * something changed at a time that nobody knows.
   */
  #recover({ absence, rebootedAt }: Loss, listing: Listing): void {
    const { node, record } = this.#options;
    const { from, to, says } = absence;
    // Where a reboot was seen from both sides, all that ran had ended when the node first failed.
    const downAt = rebootedAt === null ? null : absence.unreachableAt;
    const { running } = listing;
    const forgot = [...this.#before.keys()].some((id) => !running.has(id));
    const grew = this.#meetUnseen(listing, downAt);
    const ended = [...this.#containers].filter(([id, { state }]) => {
      return state === 'running' && !running.get(id);
    });
    for (const [id] of ended) {
      this.#write(id, 'stopped', { at: downAt ?? from, clock: RUNNER_CLOCK });
    }
    if (forgot || grew || (ended.length > 0 && downAt === null)) {
      this.#blind(downAt === null ? from : (rebootedAt ?? from), to, says);
    } else {
      const facts = { node, from, to, downAt, rebootedAt };
      const stamp = { kind: 'step', by: 'runtime', step: 'witness', name: 'runtime' } as const;
      record({ ...stamp, says: `nothing was missed although ${says}`, facts });
    }
  }

  /** Containers that came while nobody watched; whether there were any. */
  #meetUnseen({ at, running }: Listing, downAt: number | null): boolean {
    const unseen = [...running].filter(([id]) => !this.#before.has(id) && this.#containers.has(id));
    for (const [id, runs] of unseen) {
      const { created } = this.#containers.get(id) ?? { created: at };
      if (runs) {
        this.#write(id, 'found', this.#there(at));
        continue;
      }
      // Its creation is the nearest to a start that anything remembers.
      this.#write(id, 'started', this.#there(created));
      const createdAt = this.#options.now() - (at - created);
      const wentDown = downAt !== null && createdAt < downAt;
      const end = wentDown ? { at: downAt, clock: RUNNER_CLOCK } : this.#there(at);
      this.#write(id, 'stopped', end);
    }
    return unseen.length > 0;
  }

  #there(at: number): When {
    return { at, clock: this.#options.clock() };
  }

  #write(id: string, op: 'found' | 'started' | 'stopped', when: When, exitCode?: number): void {
    const container = this.#containers.get(id);
    if (!container) return;
    const { name, pod, podUid } = container;
    const { node, record } = this.#options;
    container.state = op === 'stopped' ? 'stopped' : 'running';
    const entry = { kind: 'runtime', by: 'runtime', op, node, container: id } as const;
    record({ ...entry, name, pod, podUid, exitCode: exitCode ?? null, ...when });
  }

  #blind(from: number, to: number, says: string): void {
    const { node, record } = this.#options;
    const stamp = { kind: 'gap', by: 'runtime', of: 'runtime', where: node } as const;
    record({ ...stamp, from, to, afterRv: null, beforeRv: null, says });
  }
}
