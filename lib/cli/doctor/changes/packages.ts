import { attempt, pasteable, run } from '../../../support/exec.ts';
import type { Remedy } from '../check.ts';

/** Packages that only newer distributions know, and that older ones need not. */
const WHERE_KNOWN = new Set(['docker-cli', 'cgroupfs-mount']);

export function installPackages(wanted: readonly string[]): Remedy {
  const names = [...new Set(wanted)].sort();
  return {
    says: `apt-get update, apt-get install --no-install-recommends ${names.join(' ')}`,
    asks: false,
    apply: (ledger, say) =>
      ledger.perform({ kind: 'packages', names }, async () => {
        const env = { DEBIAN_FRONTEND: 'noninteractive' };
        const update = ['apt-get', 'update', '--quiet'];
        const { code } = await attempt(update, { env });
        // One source of many that does not answer is no reason to give up on the others.
        if (code !== 0) say(`${pasteable(update)} ended with ${code}: going on with what it knows`);
        const known: string[] = [];
        for (const name of names) {
          if (!WHERE_KNOWN.has(name) || (await isKnown(name))) known.push(name);
        }
        const install = ['apt-get', 'install', '--yes', '--quiet', '--no-install-recommends'];
        await run([...install, ...known], { env });
      }),
  };
}

async function isKnown(name: string): Promise<boolean> {
  return (await attempt(['apt-cache', 'show', name])).code === 0;
}
