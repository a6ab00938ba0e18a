import { rmdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Say } from '../check.ts';
import { docker, lookAtEngine } from '../engine/engine.ts';
import { RUNTIME, WRAPPER_FILE, wrapperScript } from '../engine/runtime-wrapper.ts';
import { findCommand, type Host, readText } from '../host.ts';
import type { ChangeOf } from './change.ts';
import type { Ledger } from './ledger.ts';
import { replaceFile } from './replace-file.ts';
import type { TakenBack } from './take-back.ts';

/** Puts the runtime wrapper where the engine can find it, and answers with its path. */
export async function installWrapper(host: Host, ledger: Ledger, say: Say): Promise<string> {
  const file = join(host.wrapperFolder, WRAPPER_FILE);
  const script = wrapperScript({ runc: findCommand(host, 'runc') ?? 'runc' });
  if (readText(file) === script) return file;
  say(`writing ${file}, which starts runc with no more capabilities than this machine has`);
  await ledger.perform({ kind: 'wrapper', file }, async () => replaceFile(file, script, 0o755));
  return file;
}

export async function takeBackWrapper(
  host: Host,
  { file }: ChangeOf<'wrapper'>,
): Promise<TakenBack> {
  const users = await usersOfRuntime(host);
  if (users.length > 0) return { gone: false, says: `${file} is in use by ${users.join(', ')}` };
  rmSync(file, { force: true });
  try {
    rmdirSync(dirname(file));
  } catch {
    // Something else lies there too, and it is not ours to remove.
  }
  return { gone: true, says: `${file} is gone` };
}

/** Who would break without the wrapper: stopping a container goes through it, too. */
export async function usersOfRuntime(host: Host): Promise<string[]> {
  const found = await lookAtEngine(host);
  if (found.state !== 'running') return [];
  const engine = found.facts.DefaultRuntime === RUNTIME ? ['the engine itself'] : [];
  return [...engine, ...(await containersOfRuntime(host))];
}

export async function containersOfRuntime(host: Host): Promise<string[]> {
  const ids = (await docker(host, ['ps', '--quiet'])).stdout.split('\n').filter(Boolean);
  if (ids.length === 0) return [];
  const format = '{{.HostConfig.Runtime}} {{.Name}}';
  const { stdout } = await docker(host, ['inspect', '--format', format, ...ids]);
  return stdout
    .split('\n')
    .filter((line) => line.startsWith(`${RUNTIME} `))
    .map((line) => `container ${line.slice(RUNTIME.length + 1).replace(/^\//, '')}`);
}
