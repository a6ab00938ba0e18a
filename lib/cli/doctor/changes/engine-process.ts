import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { HarnessError } from '../../../support/errors.ts';
import { pasteable } from '../../../support/exec.ts';
import { waitFor } from '../../../support/wait.ts';
import type { Say } from '../check.ts';
import { docker, lookAtEngine } from '../engine/engine.ts';
import { enginePid } from '../engine/missing-in-engine.ts';
import { findCommand, type Host, readText } from '../host.ts';
import type { ChangeOf } from './change.ts';
import type { Ledger } from './ledger.ts';
import { replaceFile } from './replace-file.ts';
import type { TakenBack } from './take-back.ts';

/** Starts dockerd in a session of its own, so that it outlives this process and its terminal. */
export async function startDetached(
  host: Host,
  flags: readonly string[],
  ledger: Ledger,
  say: Say,
  answers: (died: () => string | null) => Promise<void>,
): Promise<void> {
  const server = findCommand(host, 'dockerd');
  if (!server) throw new HarnessError({ what: 'dockerd is not installed' });
  const { endpoint, flags: given } = host.engine;
  const argv = [server, ...(endpoint ? ['--host', endpoint] : []), ...given, ...flags];
  const folder = join(host.stateFolder, 'engine');
  const log = join(folder, 'dockerd.log');
  const pidFile = join(folder, 'dockerd.pid');
  say(`${pasteable(argv)} (log: ${log})`);
  const change = { kind: 'engine', argv, pidFile, log, process: null } as const;
  await ledger.perform<ChangeOf<'engine'>>({ ...change, argv }, async (add) => {
    mkdirSync(folder, { recursive: true });
    const output = openSync(log, 'a', 0o600);
    let ended: string | null = null;
    const child = spawn(server, argv.slice(1), {
      cwd: '/',
      detached: true,
      stdio: ['ignore', output, output],
      env: { ...process.env, PATH: host.commandFolders.join(delimiter) },
    });
    closeSync(output);
    child.once('error', (error) => {
      ended = error.message;
    });
    child.once('exit', (code, signal) => {
      ended = `dockerd ended with ${code ?? signal}: ${lastWords(log)}`;
    });
    if (child.pid !== undefined) {
      add({ process: { pid: child.pid, startedAt: startOf(host, child.pid) ?? '' } });
      replaceFile(pidFile, `${child.pid}\n`, 0o644);
    }
    // It lives on whether it answers or not; taking it back is for unfix.
    child.unref();
    await answers(() => ended).catch((cause: unknown) => {
      throw new HarnessError({
        what: 'the engine did not start',
        lastSeen: ended ?? lastWords(log),
        tryThis: `tail ${log}`,
        cause,
      });
    });
  });
}

/** Ends the engine that doctor started: that very process, or none. */
export async function takeBackEngine(host: Host, change: ChangeOf<'engine'>): Promise<TakenBack> {
  const pid = stillOurs(host, change);
  if (pid !== null) {
    const found = await lookAtEngine(host);
    if (found.state === 'running' && found.facts.ContainersRunning > 0) {
      const { stdout } = await docker(host, ['ps', '--format', '{{.Names}}']);
      const names = stdout.trim().split('\n').join(', ');
      return { gone: false, says: `the engine still runs ${names}: docker stop them first` };
    }
    process.kill(pid, 'SIGTERM');
    await waitFor({
      what: `the engine, process ${pid}, to end`,
      limit: 'engineStopMs',
      read: () => stillOurs(host, change),
      until: (still) => still === null,
      describe: (still) => (still === null ? 'it has ended' : 'it runs'),
      tryThis: `tail ${change.log}`,
    });
  }
  rmSync(change.pidFile, { force: true });
  return { gone: true, says: pid === null ? 'the engine had ended' : `the engine, ${pid}, ended` };
}

/** Pids are given out again: only pid and time of start together name a process. */
function stillOurs(host: Host, change: ChangeOf<'engine'>): number | null {
  if (change.process) {
    const { pid, startedAt } = change.process;
    return startedAt !== '' && startOf(host, pid) === startedAt ? pid : null;
  }
  // Doctor was cut off between the start and its note: then the command line has to be the same.
  const pid = enginePid(host);
  if (pid === null) return null;
  const words = readText(join(host.procFolder, String(pid), 'cmdline'))
    ?.split('\0')
    .slice(0, -1);
  return words?.join('\0') === change.argv.join('\0') ? pid : null;
}

/** Ticks after boot at which a process started, with the boot's id; null for one that has ended. */
function startOf(host: Host, pid: number): string | null {
  const stat = readText(join(host.procFolder, String(pid), 'stat'));
  // The name in parentheses may hold anything, so the fields are counted from its end.
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
  if (!fields || fields[0] === 'Z') return null;
  const boot = readText(join(host.procFolder, 'sys/kernel/random/boot_id'))?.trim();
  return `${boot}/${fields[19]}`;
}

function lastWords(log: string): string {
  return (readText(log) ?? '').trim().split('\n').slice(-3).join(' | ').slice(-600);
}
