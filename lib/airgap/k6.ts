import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { goToolchain } from './go-toolchain.ts';
import { type Building, folderOf, made, type Step } from './step.ts';

const MODULE = { path: 'go.k6.io/k6', version: 'v1.8.1' };
const FLAGS = ['-ldflags', '-s -w'] as const;

const STEP: Pick<Step, 'name' | 'inputs'> = {
  name: 'k6',
  inputs: { module: `${MODULE.path}@${MODULE.version}`, flags: FLAGS },
};

/** Says which module it is made of, and which release of it. */
export const K6_MODULE = `${MODULE.path}@${MODULE.version}`;

/** The program where it has been built, or would be. */
export function k6File(): string {
  return join(folderOf(STEP), 'k6');
}

export function isK6Built(): boolean {
  return existsSync(k6File());
}

/** Only stories under a k6 load need it, so it is built when it is asked for and never before. */
export async function buildK6(building: Building): Promise<string> {
  const make = async (folder: string) => {
    const go = await goToolchain(building);
    building.progress(`k6: compiling ${K6_MODULE} by Go ${go.version}`);
    await go.run(['install', ...FLAGS, K6_MODULE], {
      env: { GOBIN: folder },
      ...(building.signal ? { signal: building.signal } : {}),
    });
  };
  await made({ ...STEP, make }, building);
  return k6File();
}
