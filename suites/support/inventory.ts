import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';

/** Ids of a process and of everything that descends from it, as this machine numbers them. */
export function familyOf(ancestor: number): readonly number[] {
  const parents = new Map(processes().map((pid) => [pid, parentOf(pid)]));
  const isIn = (pid: number): boolean => {
    if (pid === ancestor) return true;
    const parent = parents.get(pid) ?? 0;
    return parent > 1 && isIn(parent);
  };
  return [...parents.keys()].filter(isIn);
}

const KINDS = ['pid', 'net', 'mnt', 'uts', 'ipc', 'cgroup'];

/** Namespaces that these processes are in and this one is not. */
export function namespacesOf(pids: readonly number[]): ReadonlySet<string> {
  const own = new Set(namespacesIn(process.pid));
  return new Set(pids.flatMap(namespacesIn).filter((name) => !own.has(name)));
}

/**
 * Processes of this machine that are in any of these namespaces of a cluster. One that has ended
 * and waits for its parent's notice is still listed under its namespace, and holds nothing any
 * more. The number of a namespace that is gone is given again, to other clusters as well: those
 * are told by their control groups.
 */
export function inhabitantsOf(namespaces: ReadonlySet<string>, cluster: string): readonly string[] {
  const isOthers = (pid: number) => {
    const groups = readText(`/proc/${pid}/cgroup`).matchAll(/\/steadfast\/([^/\n]+)/g);
    return [...groups].some(([, name]) => name !== cluster);
  };
  return processes()
    .filter((pid) => !isOthers(pid))
    .filter((pid) => !/^State:\s+[ZX]/m.test(readText(`/proc/${pid}/status`)))
    .filter((pid) => namespacesIn(pid).some((name) => namespaces.has(name)))
    .map((pid) => `${pid} ${readText(`/proc/${pid}/comm`).trim()}`);
}

/** Sockets of this machine that listen, as ADDRESS:PORT in the kernel's own notation. */
export function listeners(): readonly string[] {
  const LISTENS = '0A';
  return ['tcp', 'tcp6'].flatMap((protocol) =>
    readText(`/proc/net/${protocol}`)
      .split('\n')
      .slice(1)
      .map((line) => line.trim().split(/\s+/))
      .filter(([, , , state]) => state === LISTENS)
      .map(([, address = '']) => address),
  );
}

/** 127.0.0.1 as the kernel writes it. */
export const LOOPBACK = '0100007F';

/** Folders of control groups and mounts of this machine whose path has the word in it. */
export function tracesOf(word: string): readonly string[] {
  const mounts = readText('/proc/self/mounts').split('\n');
  const hierarchies = mounts
    .map((line) => line.split(' '))
    .flatMap(([, at = '', type = '']) => (/^cgroup2?$/.test(type) ? [at] : []));
  return [
    ...mounts.filter((line) => line.includes(word)).map((line) => `mount ${line}`),
    ...hierarchies
      .map((at) => join(at, 'steadfast', word))
      .filter((folder) => existsSync(folder))
      .map((folder) => `group ${folder}`),
  ];
}

function processes(): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
}

function parentOf(pid: number): number {
  return Number(/^PPid:\s+(\d+)$/m.exec(readText(`/proc/${pid}/status`))?.[1] ?? 0);
}

function namespacesIn(pid: number): readonly string[] {
  return KINDS.flatMap((kind) => {
    try {
      return [readlinkSync(`/proc/${pid}/ns/${kind}`)];
    } catch {
      // It ended during the look.
      return [];
    }
  });
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
