import { readFileSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Go } from './go-toolchain.ts';
import { type Building, folderOf, made, type Step } from './step.ts';
import { FOLDERS } from './versions.ts';

/** Its source lies beside this file, with the checksums of every module that it is made of. */
const SOURCES = ['go.mod', 'go.sum', 'main.go'] as const;
const FLAGS = ['-mod=readonly', '-trimpath', '-ldflags', '-s -w'] as const;

/** Where the program is that makes the volumes of embedded clusters, or would be. */
export function folderProvisionerFile(): string {
  return `${folderOf(step())}/${FOLDERS}`;
}

export async function folderProvisioner(go: Go, building: Building): Promise<void> {
  const make = async (folder: string) => {
    for (const name of SOURCES) await cp(sourceOf(name), `${folder}/${name}`);
    const options = { cwd: folder, ...(building.signal ? { signal: building.signal } : {}) };
    await go.run(['build', ...FLAGS, '-o', `${folder}/${FOLDERS}`, '.'], options);
  };
  await made({ ...step(), make }, building);
}

function step(): Pick<Step, 'name' | 'inputs'> {
  const sources = SOURCES.map((name) => readFileSync(sourceOf(name), 'utf8'));
  return { name: FOLDERS, inputs: { sources, flags: FLAGS } };
}

function sourceOf(name: string): string {
  return fileURLToPath(new URL(`./${FOLDERS}/${name}`, import.meta.url));
}
