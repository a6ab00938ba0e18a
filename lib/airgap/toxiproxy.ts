import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { messageOf } from '../support/errors.ts';
import type { Go } from './go-toolchain.ts';
import { type Building, folderOf, made, type Step } from './step.ts';

const MODULE = { path: 'github.com/Shopify/toxiproxy/v2', version: 'v2.5.0' };
const FLAGS = ['-ldflags', '-s -w'] as const;

const STEP: Pick<Step, 'name' | 'inputs'> = {
  name: 'toxiproxy',
  inputs: { module: `${MODULE.path}@${MODULE.version}`, flags: FLAGS },
};

/** The server's program where it has been built, or would be. */
export function toxiproxyFile(): string {
  return join(folderOf(STEP), 'toxiproxy-server');
}

/** Only faults on links need it, so a cluster is made without it where its module is not had. */
export async function toxiproxyIfToBeHad(go: Go, building: Building): Promise<void> {
  const make = async (folder: string) => {
    const packages = `${MODULE.path}/cmd/server@${MODULE.version}`;
    await go.run(['install', ...FLAGS, packages], {
      env: { GOBIN: folder },
      ...(building.signal ? { signal: building.signal } : {}),
    });
    await rename(join(folder, 'server'), join(folder, 'toxiproxy-server'));
  };
  try {
    await made({ ...STEP, make }, building);
  } catch (error) {
    building.signal?.throwIfAborted();
    building.progress(`toxiproxy: not to be had, so no faults on links: ${messageOf(error)}`);
  }
}
