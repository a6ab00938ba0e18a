import { join } from 'node:path';
import { HarnessError } from '../../../support/errors.ts';
import { run } from '../../../support/exec.ts';
import { waitFor } from '../../../support/wait.ts';
import { type Host, readText } from '../host.ts';
import { type Engine, lookAtEngine } from './engine.ts';
import { enginePid } from './missing-in-engine.ts';

/** Makes a running engine read its configuration again. Containers do not notice. */
export async function reload(host: Host, until: (runtime: string) => boolean): Promise<void> {
  if (host.systemd) await run(['systemctl', 'reload', 'docker']);
  else process.kill(pidOrThrow(host), 'SIGHUP');
  await waitFor({
    what: 'the engine to take up its configuration',
    limit: 'engineReloadMs',
    read: () => lookAtEngine(host),
    until: (found) => found.state === 'running' && until(found.facts.DefaultRuntime),
    describe: runtimeOf,
    tryThis: host.systemd ? 'journalctl -u docker' : 'look into the log of dockerd',
  });
}

/** An engine refuses a file that repeats what its flags say, and then keeps what it had. */
export function flagsInTheWay(host: Host): string | null {
  const pid = enginePid(host);
  const words = readText(join(host.procFolder, String(pid), 'cmdline'))?.split('\0') ?? [];
  return words.find((word) => /^--(default|add)-runtime\b/.test(word)) ?? null;
}

function pidOrThrow(host: Host): number {
  const pid = enginePid(host);
  if (pid !== null) return pid;
  throw new HarnessError({
    what: 'the engine answers, but its process is not in sight, so it cannot be told to reload',
    lastSeen: `${host.engine.pidFile} names no dockerd`,
    tryThis: 'run doctor on the machine that the engine runs on',
  });
}

function runtimeOf(found: Engine): string {
  return found.state === 'running' ? `default runtime ${found.facts.DefaultRuntime}` : found.says;
}
