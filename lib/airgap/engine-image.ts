import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { attempt, run } from '../support/exec.ts';
import { type Building, digestOf, type Inputs } from './step.ts';

/** Every image of ours carries the digest of what it was made from. */
export const INPUTS_LABEL = 'steadfast.dev/inputs';

export interface EngineImage {
  readonly tag: string;
  readonly inputs: Inputs;
  /** Makes the image and gives it the tag and the labels. */
  readonly make: (labels: Readonly<Record<string, string>>) => Promise<void>;
}

/** Makes an image in the engine unless one of the same inputs is there already. */
export async function madeInEngine(image: EngineImage, building: Building): Promise<string> {
  const digest = digestOf(image.inputs);
  if ((await labelsOf(image.tag))?.[INPUTS_LABEL] === digest) {
    building.progress(`${image.tag}: already made`);
    return image.tag;
  }
  building.signal?.throwIfAborted();
  building.progress(`${image.tag}: making it`);
  const started = performance.now();
  await image.make({ [INPUTS_LABEL]: digest });
  building.progress(`${image.tag}: made in ${((performance.now() - started) / 1000).toFixed(1)} s`);
  return image.tag;
}

/** An image's labels, or null when the engine has no such image. */
export async function labelsOf(tag: string): Promise<Readonly<Record<string, string>> | null> {
  const format = '{{json .Config.Labels}}';
  const said = await attempt(['docker', 'image', 'inspect', '--format', format, tag]);
  if (said.code !== 0) return null;
  return (JSON.parse(said.stdout) as Record<string, string> | null) ?? {};
}

export interface Dockerfile {
  readonly tag: string;
  readonly text: string;
  /** The folder whose files it copies; none when it copies nothing. */
  readonly context?: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** Builds on the host's own network, where the package mirror is known to be reachable. */
export async function buildImage(dockerfile: Dockerfile, building: Building): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'steadfast-'));
  try {
    const file = join(folder, 'Dockerfile');
    await writeFile(file, dockerfile.text);
    const labels = labelArguments(dockerfile.labels);
    const argv = ['docker', 'build', '--network', 'host', '--tag', dockerfile.tag];
    await run([...argv, ...labels, '--file', file, dockerfile.context ?? folder], {
      ...(building.signal ? { signal: building.signal } : {}),
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

export function labelArguments(labels: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(labels).flatMap(([name, value]) => ['--label', `${name}=${value}`]);
}
