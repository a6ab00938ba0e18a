import type { Cluster, ClusterNode } from '../model/cluster.ts';
import { HarnessError, messageOf } from '../support/errors.ts';
import type { Boots } from './node-boots.ts';
import type { Notebook } from './notebook.ts';
import { pathOf, type RawVolume } from './project-objects.ts';
import { readWitnessLog, type WitnessLine } from './witness-log.ts';

interface Volume {
  readonly name: string;
  readonly claim: string;
  readonly path: string;
  /** The one node that has it; null for a volume that every node has. */
  readonly node: string | null;
  /** Lines by their own words, and whether each was intact when it was written down. */
  readonly written: Map<string, boolean>;
  readAt: number;
  cut: number;
  gone: boolean;
  /** Why the last attempt to read it failed. */
  failure: string | null;
}

// The volume may be gone, and it may have no log yet: neither is a failure to look.
const READ = `[ -d "$1" ] || exit 4; [ -e "$1/witness.log" ] || exit 3; cat "$1/witness.log"`;

/** The records on the volumes, read on the nodes that have them and never through the API. */
export class Volumes {
  readonly #cluster: Cluster;
  readonly #notebook: Notebook;
  readonly #boots: Boots;
  readonly #volumes = new Map<string, Volume>();
  #last: Promise<void> = Promise.resolve();

  constructor(cluster: Cluster, notebook: Notebook, boots: Boots) {
    this.#cluster = cluster;
    this.#notebook = notebook;
    this.#boots = boots;
  }

  /** Called with each volume of the namespace, whenever the API server speaks of it. */
  meet(object: RawVolume): void {
    const path = pathOf(object);
    const { name } = object.metadata;
    const claim = object.spec.claimRef?.name;
    if (!path || !claim || this.#volumes.has(name)) return;
    this.#volumes.set(name, {
      ...{ name, claim, path, node: hostOf(object), readAt: this.#notebook.now() },
      ...{ written: new Map(), cut: 0, gone: false, failure: null },
    });
  }

  /** Reads every volume and writes down each line that is new. */
  harvest(): Promise<void> {
    this.#last = this.#last.catch(() => {}).then(() => this.#readAll());
    return this.#last;
  }

  /** What could not be read up to the end is a gap; what was read later after all is none. */
  finish(): void {
    for (const volume of this.#volumes.values()) {
      if (volume.failure) this.#blind(volume, volume.failure);
    }
  }

  async #readAll(): Promise<void> {
    const { nodes } = this.#cluster;
    await Promise.all(nodes.map((node) => this.#boots.learn(node).catch(() => null)));
    await Promise.all([...this.#volumes.values()].map((volume) => this.#read(volume)));
  }

  async #read(volume: Volume): Promise<void> {
    if (volume.gone) return;
    const startedAt = this.#notebook.now();
    const hosts = this.#cluster.nodes.filter(({ name }) => {
      return volume.node === null || name === volume.node;
    });
    const answer = await firstAnswer(hosts, volume);
    volume.failure = 'failure' in answer ? answer.failure : null;
    if ('failure' in answer) return;
    if ('log' in answer) this.#writeDown(volume, answer.log);
    volume.gone = answer.gone;
    if (answer.gone) this.#blind(volume, 'the volume was removed since it was read');
    else volume.readAt = startedAt;
  }

  #writeDown(volume: Volume, text: string): void {
    const { claim, written } = volume;
    const { lines, cut } = readWitnessLog(text);
    const seen = new Set<string>();
    for (const line of lines) {
      const key = `${line.digest} ${line.uid} ${line.n}`;
      seen.add(key);
      if (written.get(key) === line.intact) continue;
      written.set(key, line.intact);
      record(this.#notebook, this.#boots, claim, line);
    }
    const lost = [...written.keys()].filter((key) => !seen.has(key));
    if (lost.length > 0 || cut > volume.cut) {
      this.#notebook.record({
        ...{ kind: 'step', by: 'beats', step: 'note', name: 'volume' },
        says: `${claim}: ${lost.length} lines that were there are gone, ${cut} are cut`,
        facts: { claim, lost: lost.slice(0, 200), cut },
      });
    }
    for (const key of lost) written.delete(key);
    volume.cut = cut;
  }

  #blind({ claim, readAt }: Volume, says: string): void {
    const to = this.#notebook.now();
    this.#notebook.record({
      ...{ kind: 'gap', by: 'beats', of: 'beat', where: claim, from: readAt, to },
      ...{ afterRv: null, beforeRv: null, says },
    });
  }
}

type Answer =
  | { readonly log: string; readonly gone: false }
  | { readonly gone: boolean }
  | { readonly failure: string };

/** Any node that can be reached will do where several have the volume. */
async function firstAnswer(
  hosts: readonly ClusterNode[],
  { path, claim }: Volume,
): Promise<Answer> {
  let failure = `no node is known to have the volume of ${claim}`;
  for (const node of hosts) {
    try {
      const { code, stdout, stderr } = await node.exec(['sh', '-c', READ, 'steadfast', path]);
      if (code === 0) return { log: stdout, gone: false };
      if (code === 3 || code === 4) return { gone: code === 4 };
      throw new HarnessError({ what: `exit code ${code}`, lastSeen: stderr.trim() });
    } catch (error) {
      failure = `the volume of ${claim} could not be read on ${node.name}: ${messageOf(error)}`;
    }
  }
  return { failure };
}

function record(notebook: Notebook, boots: Boots, claim: string, line: WitnessLine): void {
  const { set, ordinal, uid, node, hostname, n, digest, intact, at, kernel } = line;
  const nodeStarted = boots.startedBefore({ node, kernel, uptime: at });
  const writer = { set, ordinal, uid, node, hostname, claim, nodeStarted };
  const stamp = { by: 'beats', at, clock: `uptime:${kernel}` } as const;
  if (line.kind === 'beat') {
    notebook.record({ ...stamp, kind: 'beat', ...writer, n, digest, intact });
  } else {
    const found = { foundN: n, foundDigest: line.previous === '-' ? '' : line.previous };
    notebook.record({ ...stamp, kind: 'epoch', ...writer, ...found, intact });
  }
}

function hostOf({ spec }: RawVolume): string | null {
  const terms = spec.nodeAffinity?.required?.nodeSelectorTerms ?? [];
  const expressions = terms.flatMap(({ matchExpressions }) => matchExpressions ?? []);
  const host = expressions.find(({ key }) => key === 'kubernetes.io/hostname');
  return host?.values?.[0] ?? null;
}
