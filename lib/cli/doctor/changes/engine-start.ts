import { join } from 'node:path';
import { run } from '../../../support/exec.ts';
import { waitFor } from '../../../support/wait.ts';
import type { Remedy, Say } from '../check.ts';
import { speaksOfRuntimes } from '../engine/daemon-configuration.ts';
import { type Engine, lookAtEngine } from '../engine/engine.ts';
import { proveWithOwnImage } from '../engine/privileged-proof.ts';
import { RUNTIME, WRAPPER_FILE } from '../engine/runtime-wrapper.ts';
import { type Host, readText } from '../host.ts';
import { startDetached } from './engine-process.ts';
import type { Ledger } from './ledger.ts';
import { writeConfiguration } from './runtime-registration.ts';
import { installWrapper } from './wrapper.ts';

/** Starts an installed engine: plainly where that suffices, else with a runtime that fits. */
export function startEngine(host: Host, missing: readonly string[]): Remedy {
  const fits = missing.length === 0;
  const how = host.systemd ? 'systemctl start docker' : 'dockerd, detached, with a log of its own';
  const because = `because ${missing.join(', ')} cannot be had here`;
  return {
    says: fits
      ? `starting the engine: ${how}`
      : `starting the engine: ${how}; its default runtime is ${RUNTIME}, ${because}`,
    asks: !fits,
    async apply(ledger, say) {
      const flags = fits ? [] : await fitRuntime(host, ledger, say);
      if (host.systemd) {
        const service = { kind: 'service', name: 'docker' } as const;
        await ledger.perform(service, async () => {
          await run(['systemctl', 'start', 'docker']);
          await answers(host);
        });
      } else {
        await startDetached(host, flags, ledger, say, (died) => answers(host, died));
      }
      say((await proveWithOwnImage(host)).says);
    },
  };
}

/** Flags leave the machine's configuration alone; only where they cannot be used is it changed. */
async function fitRuntime(host: Host, ledger: Ledger, say: Say): Promise<string[]> {
  const { configFile } = host.engine;
  const path = await installWrapper(host, ledger, say);
  if (!host.systemd && !speaksOfRuntimes(readText(configFile))) {
    return ['--add-runtime', `${RUNTIME}=${path}`, '--default-runtime', RUNTIME];
  }
  say(`${configFile}: the runtime ${RUNTIME} (${join('...', WRAPPER_FILE)}) becomes the default`);
  await writeConfiguration(host, ledger, path, async () => {});
  return [];
}

async function answers(host: Host, died: () => string | null = () => null): Promise<void> {
  const seen = await waitFor<Engine | string>({
    what: 'the engine to answer',
    limit: 'engineStartMs',
    read: async () => died() ?? (await lookAtEngine(host)),
    until: (found) => typeof found === 'string' || found.state === 'running',
    describe: (found) => {
      if (typeof found === 'string') return found;
      return found.state === 'running' ? 'it answers' : found.says;
    },
  });
  if (typeof seen === 'string') throw new Error(seen);
}
