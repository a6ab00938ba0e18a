import { existsSync, statSync, unlinkSync } from 'node:fs';
import { HarnessError } from '../../../support/errors.ts';
import type { Remedy, Say } from '../check.ts';
import { withoutRuntime, withPlainDefault, withRuntime } from '../engine/daemon-configuration.ts';
import { lookAtEngine } from '../engine/engine.ts';
import { proveWithOwnImage } from '../engine/privileged-proof.ts';
import { flagsInTheWay, reload } from '../engine/reload.ts';
import { RUNTIME } from '../engine/runtime-wrapper.ts';
import { type Host, readText } from '../host.ts';
import type { ChangeOf } from './change.ts';
import type { Ledger } from './ledger.ts';
import { replaceFile } from './replace-file.ts';
import type { TakenBack } from './take-back.ts';
import { containersOfRuntime, installWrapper } from './wrapper.ts';

/** For an engine that runs and cannot start a privileged container: nothing is restarted. */
export function registerRuntime(host: Host): Remedy {
  const { configFile } = host.engine;
  return {
    says:
      `${configFile}: the runtime ${RUNTIME} is added and becomes the default, because kind ` +
      `cannot choose a runtime for its nodes; the engine reloads, containers go on running`,
    asks: true,
    async apply(ledger, say) {
      const found = await lookAtEngine(host);
      if (found.state !== 'running') throw new HarnessError({ what: found.says });
      const ours = found.facts.DefaultRuntime === RUNTIME;
      const flag = ours ? null : flagsInTheWay(host);
      if (flag) {
        throw new HarnessError({
          what: `the engine was started with ${flag}, so its configuration cannot say otherwise`,
          lastSeen: `default runtime ${found.facts.DefaultRuntime}`,
          tryThis: 'start it without that flag, then: npx steadfast doctor --fix --yes',
        });
      }
      const wrapper = await installWrapper(host, ledger, say);
      if (!ours) {
        await writeConfiguration(host, ledger, wrapper, () =>
          reload(host, (runtime) => runtime === RUNTIME),
        );
      }
      say((await proveWithOwnImage(host)).says);
    },
  };
}

/** `take` makes the engine take it up; when that fails, the file is as it was before. */
export async function writeConfiguration(
  host: Host,
  ledger: Ledger,
  wrapper: string,
  take: () => Promise<void>,
): Promise<void> {
  const file = host.engine.configFile;
  const before = readText(file);
  const after = withRuntime(before, wrapper);
  await ledger.perform({ kind: 'configuration', file, before, after }, async () => {
    if (before !== null) replaceFile(backupOf(file), before, modeOf(file));
    replaceFile(file, after, before === null ? 0o644 : modeOf(file));
    try {
      await take();
    } catch (error) {
      restore(file, before);
      throw error;
    }
  });
}

export async function takeBackConfiguration(
  host: Host,
  change: ChangeOf<'configuration'>,
  say: Say,
): Promise<TakenBack> {
  const { file, before, after } = change;
  const now = readText(file);
  const found = await lookAtEngine(host);
  if (found.state === 'running' && found.facts.DefaultRuntime === RUNTIME) {
    const users = await containersOfRuntime(host);
    if (users.length > 0) return { gone: false, says: `${RUNTIME} still runs ${users.join(', ')}` };
    replaceFile(file, withPlainDefault(now ?? '', before), modeOf(file));
    await reload(host, (runtime) => runtime !== RUNTIME);
  }
  if (now !== null && now !== after && now !== before) {
    say(`${file} was edited since: only what is ours is taken out`);
    restore(file, withoutRuntime(now, before));
  } else {
    restore(file, before);
  }
  if (existsSync(backupOf(file))) unlinkSync(backupOf(file));
  return { gone: true, says: `${file} is as it was` };
}

function restore(file: string, text: string | null): void {
  if (text !== null) replaceFile(file, text, modeOf(file));
  else if (existsSync(file)) unlinkSync(file);
}

function backupOf(file: string): string {
  return `${file}.before-steadfast`;
}

function modeOf(file: string): number {
  return (statSync(file, { throwIfNoEntry: false })?.mode ?? 0o644) & 0o777;
}
