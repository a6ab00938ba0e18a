import { cp, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from '../../support/exec.ts';
import { goToolchain } from '../go-toolchain.ts';
import { sharedBinaries, sharedFolder } from '../shared-binaries.ts';
import { MODULES } from '../versions.ts';
import type { Recipe } from './recipe.ts';

const PASSWD = 'root:x:0:0::/root:/sbin/nologin\nsteadfast:x:65532:65532::/tmp:/sbin/nologin\n';

/** The very server that keeps the clusters' own state, here as somebody's workload. */
export const etcd: Recipe = {
  system: 'etcd',
  from: `Go module ${MODULES.etcd.path} ${MODULES.etcd.version}`,
  inputs: { shared: sharedFolder(), module: MODULES.etcd.version, passwd: PASSWD },
  async fill(folder, building) {
    const binaries = await sharedBinaries(await goToolchain(building), building);
    const root = join(folder, 'root');
    for (const name of ['usr/local/bin', 'etc', 'tmp']) {
      await mkdir(join(root, name), { recursive: true });
    }
    await cp(join(binaries, 'etcd'), join(root, 'usr', 'local', 'bin', 'etcd'));
    await writeFile(join(root, 'etc', 'passwd'), PASSWD);
    await run(['chmod', '1777', join(root, 'tmp')]);
  },
};
