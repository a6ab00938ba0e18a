import { join } from 'node:path';
import { type Host, readText } from '../host.ts';
import { missingCapabilities } from './capabilities.ts';
import type { Engine } from './engine.ts';

/**
 * What the engine's own process may never get. An engine whose socket was handed into a container
 * has other bounds than we have, so ours count only where no engine runs yet.
 */
export function missingInEngine(host: Host, engine: Engine): string[] | null {
  if (engine.state !== 'running') return missingCapabilities(host.procFolder, 'self');
  const pid = enginePid(host);
  return pid === null ? null : missingCapabilities(host.procFolder, String(pid));
}

/** The engine's process by its own note, when it is alive and in sight. */
export function enginePid(host: Host): number | null {
  const pid = Number(readText(host.engine.pidFile)?.trim() || Number.NaN);
  if (!Number.isInteger(pid)) return null;
  const name = readText(join(host.procFolder, String(pid), 'comm'))?.trim();
  return name === 'dockerd' ? pid : null;
}
