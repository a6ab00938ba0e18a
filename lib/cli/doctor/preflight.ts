import { HarnessError } from '../../support/errors.ts';
import type { Finding } from './check.ts';
import { examine } from './doctor.ts';
import { asRoot, type Host, thisHost } from './host.ts';
import type { Wanted } from './survey.ts';

/** Before a run: everything that is missing at once, and one command that mends it. */
export async function preflight(provider: Wanted, host: Host = thisHost()): Promise<void> {
  const broken = (await examine({ provider, host, quick: true })).filter(
    ({ state }) => state === 'broken',
  );
  const [first] = broken;
  if (!first) return;
  const what = provider === 'existing' ? 'a cluster of yours' : `${wantedName(provider)} cluster`;
  throw new HarnessError({
    what: `this machine is not ready for ${what}`,
    lastSeen: broken.map(({ title, says }) => `${title}: ${says}`).join('\n             '),
    tryThis: commandFor(broken, host) + (provider === 'existing' ? '' : waysOut(provider, host)),
  });
}

/** One line to paste. What doctor cannot do itself stands behind what it can, in its order. */
export function commandFor(broken: readonly Finding[], host: Host): string {
  const yes = broken.some(({ fix }) => fix === 'doctor --fix --yes') ? ' --yes' : '';
  const doctor = broken.some(({ fix }) => fix !== 'by hand' && fix !== null);
  const commands = [
    ...(doctor ? [asRoot(host, `npx steadfast doctor --fix${yes}`)] : []),
    ...broken.filter(({ fix }) => fix === 'by hand').flatMap(({ mend }) => mend),
  ];
  const typed = [...new Set(commands.filter((command) => !command.startsWith('#')))];
  const said = commands.filter((command) => command.startsWith('#')).map((line) => line.slice(2));
  return [...said, typed.join(' && ')].filter(Boolean).join(', then: ');
}

function wantedName(provider: Wanted): string {
  return provider === 'embedded' ? 'an embedded' : 'a kind';
}

/** Where one kind of cluster cannot be had, another one may. */
function waysOut(provider: Wanted, host: Host): string {
  const engine = asRoot(host, 'npx steadfast doctor --fix --yes');
  const more = provider === 'embedded' ? `, or a container engine: ${engine}` : '';
  return `${more}, or name a cluster of your own: --context NAME`;
}
