import { cp, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { debootstrapInto } from './debootstrap.ts';
import { tarFolder } from './oci-archive.ts';
import { type Building, folderOf, made, type Step } from './step.ts';
import { DEBIAN } from './versions.ts';

/** What a node of ours calls, and the static shell that witnesses run in. */
const PACKAGES = [
  ...['bash', 'busybox-static', 'ca-certificates', 'conntrack', 'e2fsprogs', 'ethtool'],
  ...['iproute2', 'iptables', 'kmod', 'libseccomp2', 'mount', 'nftables', 'procps', 'runc'],
  ...['socat', 'util-linux'],
] as const;

const STEP: Pick<Step, 'name' | 'inputs'> = {
  name: `debian-${DEBIAN}`,
  inputs: { release: DEBIAN, variant: 'minbase', packages: PACKAGES },
};

/** The Debian system that nodes of every provider are made of, in both shapes they need it in. */
export interface DebianSystem {
  readonly root: string;
  readonly tar: string;
}

/** Where the system is, or would be. */
export function debianFolder(): string {
  return folderOf(STEP);
}

export async function debianSystem(building: Building): Promise<DebianSystem> {
  const folder = await made({ ...STEP, make: (aside) => install(aside, building) }, building);
  return { root: join(folder, 'root'), tar: join(folder, 'root.tar') };
}

async function install(aside: string, building: Building): Promise<void> {
  const root = join(aside, 'root');
  await debootstrapInto(root, { name: DEBIAN, packages: PACKAGES }, building);
  await tarFolder(root, join(aside, 'root.tar'));
}

/** A file of the system, copied out of it. */
export async function takenFrom(system: DebianSystem, path: string, to: string): Promise<void> {
  await mkdir(join(to, '..'), { recursive: true });
  await cp(join(system.root, path), to);
}
