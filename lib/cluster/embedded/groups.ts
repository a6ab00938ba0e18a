import { existsSync, readFileSync } from 'node:fs';
import { readdir, readFile, rmdir } from 'node:fs/promises';
import { join } from 'node:path';

/** Where the kernel's control groups are mounted, one folder a hierarchy. */
export function hierarchies(): readonly string[] {
  const mounts = readFileSync('/proc/self/mounts', 'utf8').split('\n');
  const words = mounts.map((line) => line.split(' '));
  return words.flatMap(([, at = '', type]) => (/^cgroup2?$/.test(type ?? '') ? [at] : []));
}

/** How many processes are in a group and in all below it, by each hierarchy's own books. */
export async function processesIn(group: string): Promise<number> {
  const counts = hierarchies().map((hierarchy) => countBelow(join(hierarchy, group)));
  return Math.max(0, ...(await Promise.all(counts)));
}

async function countBelow(folder: string): Promise<number> {
  const inside = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const below = inside.filter((entry) => entry.isDirectory());
  const own = await readFile(join(folder, 'cgroup.procs'), 'utf8').catch(() => '');
  const counts = await Promise.all(below.map(({ name }) => countBelow(join(folder, name))));
  return own.split('\n').filter(Boolean).length + counts.reduce((sum, count) => sum + count, 0);
}

/** Removes a group and all below it, as far as nobody is in them; answers with what is left. */
export async function removeGroup(group: string): Promise<readonly string[]> {
  const there = hierarchies().map((hierarchy) => join(hierarchy, group));
  await Promise.all(there.map(removeTree));
  return there.filter((folder) => existsSync(folder));
}

async function removeTree(folder: string): Promise<void> {
  const inside = await readdir(folder, { withFileTypes: true }).catch(() => []);
  for (const entry of inside) {
    if (entry.isDirectory()) await removeTree(join(folder, entry.name));
  }
  await rmdir(folder).catch(() => {});
}
