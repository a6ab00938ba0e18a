import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HarnessError } from '../support/errors.ts';
import { attempt, run } from '../support/exec.ts';
import { debianMirror } from './debian-mirror.ts';
import { commandPath } from './host-packages.ts';
import type { Building } from './step.ts';

export interface Release {
  /** 'bookworm' */
  readonly name: string;
  /** Packages beside those that every system has. */
  readonly packages: readonly string[];
}

/** Makes the smallest Debian system of a release in a folder, without what nobody reads there. */
export async function debootstrapInto(
  root: string,
  { name, packages }: Release,
  building: Building,
): Promise<void> {
  const options = building.signal ? { signal: building.signal } : {};
  const lent = await mkdtemp(join(tmpdir(), 'steadfast-'));
  try {
    const { command, env } = await debootstrap(lent, options);
    const more = packages.length > 0 ? [`--include=${packages.join(',')}`] : [];
    const argv = [command, '--variant=minbase', ...more];
    // It mounts the host's /proc inside the new root. In a mount namespace of its own that goes
    // with it when it is killed, and nobody can ever delete through it.
    const apart = ['unshare', '--mount', '--propagation', 'private'];
    await run([...apart, ...argv, name, root, await debianMirror()], { ...options, env });
  } finally {
    await rm(lent, { recursive: true, force: true });
  }
  await withoutWords(root);
  await chmod(root, 0o755);
}

/** Takes away manuals, and lists of packages that will be old when anybody looks at them. */
export async function withoutWords(root: string): Promise<void> {
  for (const folder of ['usr/share/doc', 'usr/share/man', 'usr/share/locale']) {
    await emptied(join(root, folder));
  }
  for (const folder of ['var/lib/apt/lists', 'var/cache/apt', 'var/cache/debconf']) {
    await emptied(join(root, folder));
  }
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
