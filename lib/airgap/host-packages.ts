import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { HarnessError } from '../support/errors.ts';
import { attempt } from '../support/exec.ts';

/** Commands the builder runs, and the Debian package each of them comes in. */
const NEEDED = [
  { command: 'tar', debian: 'tar' },
  { command: 'unshare', debian: 'util-linux' },
  { command: 'wget', debian: 'wget' },
] as const;
const ENGINE = { command: 'docker', debian: 'docker.io' } as const;

/** Names everything that is missing at once, so that one apt-get mends it. */
export async function requireHostPackages(options: { readonly engine: boolean }): Promise<void> {
  const needed = options.engine ? [ENGINE, ...NEEDED] : NEEDED;
  const missing = needed.filter(({ command }) => commandPath(command) === null);
  if (missing.length > 0) {
    throw new HarnessError({
      what: `this host lacks ${missing.map(({ command }) => command).join(', ')}`,
      lastSeen: `PATH=${process.env.PATH ?? ''}`,
      tryThis: `apt-get install -y ${missing.map(({ debian }) => debian).join(' ')}`,
    });
  }
  if (!options.engine) return;
  const engine = await attempt(['docker', 'version', '--format', '{{.Server.Version}}']);
  if (engine.code !== 0) {
    throw new HarnessError({
      what: 'the container engine does not answer',
      lastSeen: engine.stderr.trim(),
      tryThis: 'steadfast doctor',
    });
  }
}

/** Where a command is on PATH or in the system folders a plain user's PATH leaves out, or null. */
export function commandPath(command: string): string | null {
  const folders = (process.env.PATH ?? '').split(delimiter).concat('/usr/sbin', '/sbin');
  for (const folder of folders) {
    const file = join(folder, command);
    try {
      accessSync(file, constants.X_OK);
      return file;
    } catch {}
  }
  return null;
}
