import { appendFile, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SystemName } from '../../model/system.ts';
import { run } from '../../support/exec.ts';
import { debootstrapInto, withoutWords } from '../debootstrap.ts';
import { type Building, folderOf, made, type Step } from '../step.ts';
import type { Recipe } from './recipe.ts';

/** The release that servers come from: newer than the one that nodes are made of. */
const RELEASE = 'trixie';

const BASE: Pick<Step, 'name' | 'inputs'> = {
  name: `debian-${RELEASE}`,
  inputs: { release: RELEASE, variant: 'minbase' },
};

interface Packages {
  readonly system: SystemName;
  readonly packages: readonly string[];
  /** Paths of the image that no member needs, with a star where names have versions in them. */
  readonly without: readonly string[];
}

/** Members run as nobody in particular, and some servers want to know that user by name. */
const USER = 'steadfast:x:65532:65532::/tmp:/bin/sh\n';

/**
 * Debian's own installer inside the new system. What mounts it needs is seen by nobody else and
 * goes with it; the file keeps packages from starting the servers that they bring.
 */
const INSTALL = `set -eu
root=$1
shift
mount -t proc proc "$root/proc"
cp /etc/resolv.conf "$root/etc/resolv.conf"
printf '#!/bin/sh\\nexit 101\\n' > "$root/usr/sbin/policy-rc.d"
chmod 0755 "$root/usr/sbin/policy-rc.d"
export DEBIAN_FRONTEND=noninteractive LC_ALL=C PATH=/usr/sbin:/usr/bin:/sbin:/bin
chroot "$root" apt-get -q update
chroot "$root" apt-get -q install -y --no-install-recommends "$@"
rm "$root/usr/sbin/policy-rc.d"
`;

/** An image of Debian packages, with all that they depend on and nothing that they recommend. */
export function fromDebian({ system, packages, without }: Packages): Recipe {
  return {
    system,
    from: `Debian ${RELEASE}: ${packages.join(', ')}`,
    inputs: debianInputs(packages, without),
    fill: (folder, building) => installInto(join(folder, 'root'), { packages, without }, building),
  };
}

/** All that decides what such a system looks like. */
export function debianInputs(packages: readonly string[], without: readonly string[]) {
  return { ...BASE.inputs, base: folderOf(BASE), packages, without, user: USER, how: INSTALL };
}

/** Makes a new root of the base system and the packages. */
export async function installInto(
  root: string,
  { packages, without }: Omit<Packages, 'system'>,
  building: Building,
): Promise<void> {
  const base = await made({ ...BASE, make: (aside) => makeBase(aside, building) }, building);
  const options = building.signal ? { signal: building.signal } : {};
  await run(['cp', '-a', join(base, 'root'), root], options);
  const apart = ['unshare', '--mount', '--propagation', 'private', '--pid', '--fork'];
  const words = ['bash', '-c', INSTALL, 'install', root, ...packages];
  await run([...apart, '--kill-child', ...words], options);
  await withoutWords(root);
  for (const path of without) await removed(root, path);
  await appendFile(join(root, 'etc', 'passwd'), USER);
  await writeFile(join(root, 'etc', 'resolv.conf'), '');
}

async function makeBase(aside: string, building: Building): Promise<void> {
  await debootstrapInto(join(aside, 'root'), { name: RELEASE, packages: [] }, building);
}

/** Only the last part of a path has stars. */
async function removed(root: string, path: string): Promise<void> {
  const parts = path.split('/');
  const folder = join(root, ...parts.slice(0, -1));
  const [start = '', end = ''] = (parts.at(-1) ?? '').split('*');
  for (const name of await readdir(folder).catch(() => [])) {
    const isMeant = path.includes('*')
      ? name.startsWith(start) && name.endsWith(end)
      : name === start;
    if (isMeant) await rm(join(folder, name), { recursive: true, force: true });
  }
}
