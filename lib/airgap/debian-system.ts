import { chmod, cp, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HarnessError } from '../support/errors.ts';
import { attempt, run } from '../support/exec.ts';
import { debianMirror } from './debian-mirror.ts';
import { commandPath } from './host-packages.ts';
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
  const options = building.signal ? { signal: building.signal } : {};
  const root = join(aside, 'root');
  const lent = await mkdtemp(join(tmpdir(), 'steadfast-'));
  try {
    const { command, env } = await debootstrap(lent, options);
    const argv = [command, '--variant=minbase', `--include=${PACKAGES.join(',')}`];
    // It mounts the host's /proc inside the new root. In a mount namespace of its own that goes
    // with it when it is killed, and nobody can ever delete through it.
    const apart = ['unshare', '--mount', '--propagation', 'private'];
    await run([...apart, ...argv, DEBIAN, root, await debianMirror()], { ...options, env });
  } finally {
    await rm(lent, { recursive: true, force: true });
  }
  for (const folder of ['usr/share/doc', 'usr/share/man', 'usr/share/locale']) {
    await emptied(join(root, folder));
  }
  for (const folder of ['var/lib/apt/lists', 'var/cache/apt', 'var/cache/debconf']) {
    await emptied(join(root, folder));
  }
  await chmod(root, 0o755);
  await tarFolder(root, join(aside, 'root.tar'));
}

async function emptied(folder: string): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    await rm(join(folder, name), { recursive: true, force: true });
  }
}

/** The host's own debootstrap, or the one in Debian's package, taken apart and not installed. */
async function debootstrap(folder: string, options: { signal?: AbortSignal }) {
  const own = commandPath('debootstrap');
  if (own) return { command: own, env: {} };
  await chmod(folder, 0o755);
  const cwd = folder;
  let fetched = await attempt(['apt-get', 'download', 'debootstrap'], { cwd, ...options });
  if (fetched.code !== 0) {
    // A fresh machine has never looked at what packages there are.
    await attempt(['apt-get', 'update'], options);
    fetched = await attempt(['apt-get', 'download', 'debootstrap'], { cwd, ...options });
  }
  const file = (await readdir(folder)).find((name) => name.endsWith('.deb'));
  if (fetched.code !== 0 || !file) {
    throw new HarnessError({
      what: 'debootstrap is neither on PATH nor to be had as a Debian package',
      lastSeen: fetched.stderr.trim().split('\n').at(-1) ?? '',
      tryThis: 'install debootstrap',
    });
  }
  await run(['dpkg-deb', '--extract', join(folder, file), folder], options);
  const script = join(folder, 'usr', 'sbin', 'debootstrap');
  return { command: script, env: { DEBOOTSTRAP_DIR: join(folder, 'usr', 'share', 'debootstrap') } };
}

/** A file of the system, copied out of it. */
export async function takenFrom(system: DebianSystem, path: string, to: string): Promise<void> {
  await mkdir(join(to, '..'), { recursive: true });
  await cp(join(system.root, path), to);
}
