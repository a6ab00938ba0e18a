import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { cacheFolder } from '../support/paths.ts';

const UNFINISHED = '.unfinished-';

export type Progress = (says: string) => void;

/** What every step is given: where to speak, and when to stop. */
export interface Building {
  readonly progress: Progress;
  readonly signal?: AbortSignal | undefined;
}

/** Anything that, when it changes, makes the output of a step worthless. */
export type Inputs = Readonly<Record<string, string | readonly string[]>>;

export interface Step {
  /** A folder name: what is made, with its version. */
  readonly name: string;
  readonly inputs: Inputs;
  /** Fills a fresh folder that nobody else sees until it is complete. */
  readonly make: (folder: string) => Promise<void>;
}

/** The digest of a step's inputs: equal inputs, equal digest, whatever the order of their names. */
export function digestOf(inputs: Inputs): string {
  const ordered = Object.keys(inputs)
    .sort()
    .map((name) => [name, inputs[name]]);
  return createHash('sha256').update(JSON.stringify(ordered)).digest('hex').slice(0, 16);
}

export function airgapFolder(): string {
  return join(cacheFolder(), 'airgap');
}

/** Where a step's output is, or would be once it has been made. */
export function folderOf(step: Pick<Step, 'name' | 'inputs'>): string {
  return join(airgapFolder(), step.name, digestOf(step.inputs));
}

/**
 * Makes a step's output unless it is there already. The folder appears by a rename, so an
 * interrupted build leaves nothing that could be mistaken for a result.
 */
export async function made(step: Step, building: Building): Promise<string> {
  const folder = folderOf(step);
  if (existsSync(folder)) {
    building.progress(`${step.name}: already made`);
    return folder;
  }
  building.signal?.throwIfAborted();
  building.progress(`${step.name}: making it`);
  const started = performance.now();
  const aside = `${folder}${UNFINISHED}${process.pid}`;
  await rm(aside, { recursive: true, force: true });
  await mkdir(aside, { recursive: true });
  await forgetTheDead(dirname(folder));
  try {
    await step.make(aside);
    await writeFile(join(aside, 'inputs.json'), `${JSON.stringify(step.inputs, null, 2)}\n`);
    await adopt(aside, folder);
  } catch (error) {
    await rm(aside, { recursive: true, force: true });
    throw error;
  }
  building.progress(`${step.name}: made in ${seconds(performance.now() - started)} s`);
  return folder;
}

/** Outputs of this step's earlier inputs are of no use to anybody once the new one is complete. */
async function adopt(aside: string, folder: string): Promise<void> {
  if (!existsSync(folder)) await rename(aside, folder);
  for (const name of await readdir(dirname(folder))) {
    const old = join(dirname(folder), name);
    if (old !== folder && !name.includes(UNFINISHED)) {
      await rm(old, { recursive: true, force: true });
    }
  }
}

/** A build that was killed could not tidy up after itself; one that still runs is left alone. */
async function forgetTheDead(siblings: string): Promise<void> {
  for (const name of await readdir(siblings)) {
    const [, pid] = name.split(UNFINISHED);
    if (pid !== undefined && !isAlive(Number(pid))) {
      await rm(join(siblings, name), { recursive: true, force: true });
    }
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // A process of another user may not be signalled, but it is there.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(ms < 10_000 ? 1 : 0);
}
