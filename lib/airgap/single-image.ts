import { cp, mkdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { tarFolder, writeOciArchive } from './oci-archive.ts';
import { type Building, folderOf, made, type Step } from './step.ts';

/** One binary in an image of its own. */
export interface SingleImage {
  readonly reference: string;
  readonly binary: string;
  readonly at: string;
  readonly entrypoint: boolean;
  readonly version: string;
  /** A tar that lies below the binary. */
  readonly on?: string;
}

const FILE = 'image.tar';

/** Where its archive is, or would be. */
export function singleArchiveFile(single: SingleImage): string {
  return join(folderOf(stepFor(single)), FILE);
}

export async function singleArchive(single: SingleImage, building: Building): Promise<string> {
  const make = (folder: string) => pack(single, folder);
  return join(await made({ ...stepFor(single), make }, building), FILE);
}

function stepFor({
  reference,
  binary,
  at,
  on = '',
  entrypoint,
}: SingleImage): Pick<Step, 'name' | 'inputs'> {
  return {
    name: `image-${basename(reference).replace(':', '-')}`,
    inputs: { reference, binary, at, base: on, entrypoint: String(entrypoint) },
  };
}

async function pack(single: SingleImage, folder: string): Promise<void> {
  const { reference, binary, at, on, entrypoint, version } = single;
  const root = join(folder, 'root');
  await mkdir(join(root, at, '..'), { recursive: true });
  await cp(binary, join(root, at));
  const layer = join(folder, 'layer.tar');
  await tarFolder(root, layer);
  await writeOciArchive(join(folder, FILE), {
    reference,
    layers: [...(on ? [on] : []), layer],
    entrypoint: entrypoint ? [at] : [],
    command: [],
    labels: { 'steadfast.dev/version': version },
  });
  await Promise.all([root, layer].map((path) => rm(path, { recursive: true })));
}
