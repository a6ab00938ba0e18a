import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Host, thisHost } from './host.ts';

/** Folders that look like a machine of a test's choosing, for unit tests of doctor. */
export interface FakeMachine {
  readonly host: Host;
  write(path: string, text: string, mode?: number): string;
  read(path: string): string;
  at(path: string): string;
  remove(): void;
}

export const ALL_CAPABILITIES = '000001ffffffffff';
export const WITHOUT_RESOURCE = '000001fffeffffff';

/** A bare machine: no docker, no systemd, inotify limits of 128, and the capabilities given. */
export function fakeMachine(capabilities = ALL_CAPABILITIES): FakeMachine {
  const folder = mkdtempSync(join(tmpdir(), 'steadfast-doctor-'));
  const at = (path: string) => join(folder, path);
  const write = (path: string, text: string, mode = 0o644) => {
    mkdirSync(dirname(at(path)), { recursive: true });
    writeFileSync(at(path), text, { mode });
    return at(path);
  };
  write('proc/self/status', `Name:\tnode\nCapPrm:\t${capabilities}\nCapBnd:\t${capabilities}\n`);
  write('proc/self/mounts', 'cgroup2 /sys/fs/cgroup cgroup2 rw 0 0\n');
  write('proc/sys/kernel/cap_last_cap', '40\n');
  write('proc/sys/fs/inotify/max_user_instances', '128\n');
  write('proc/sys/fs/inotify/max_user_watches', '1048576\n');
  write('proc/meminfo', 'MemTotal: 9000000 kB\nMemAvailable: 8388608 kB\n');
  return {
    at,
    write,
    read: (path) => readFileSync(at(path), 'utf8'),
    remove: () => rmSync(folder, { recursive: true }),
    host: thisHost({
      platform: 'linux',
      root: true,
      systemd: false,
      procFolder: at('proc'),
      stateFolder: at('state'),
      cacheFolder: at('cache'),
      wrapperFolder: at('lib'),
      commandFolders: [at('bin')],
      engine: {
        endpoint: `unix://${at('docker.sock')}`,
        flags: [],
        configFile: at('etc/daemon.json'),
        pidFile: at('docker.pid'),
      },
    }),
  };
}
