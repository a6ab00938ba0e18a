import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { HarnessError } from '../../../support/errors.ts';
import type { Remedy } from '../check.ts';
import { type Host, readText } from '../host.ts';
import type { ChangeOf } from './change.ts';
import type { TakenBack } from './take-back.ts';

/** Sets a kernel parameter until the next boot. */
export function setSysctl(host: Host, name: string, to: string): Remedy {
  const file = join(host.procFolder, 'sys', ...name.split('.'));
  const from = valueIn(file) ?? '';
  return {
    says: `sysctl ${name}: ${from} becomes ${to}, until the next boot`,
    asks: false,
    apply: (ledger) =>
      ledger.perform({ kind: 'sysctl', name, file, from, to }, async () => {
        writeFileSync(file, to);
        const now = valueIn(file);
        if (now !== to) throw new HarnessError({ what: `${name} stayed ${now}, not ${to}` });
      }),
  };
}

export function takeBackSysctl(change: ChangeOf<'sysctl'>): TakenBack {
  const { name, file, from, to } = change;
  const now = valueIn(file);
  if (now === from) return { gone: true, says: `${name} is ${from} already` };
  // Somebody else has an opinion about it by now, and theirs is the newer one.
  if (now !== to) return { gone: true, says: `${name} is ${now}, which is not ours: left` };
  writeFileSync(file, from);
  return { gone: true, says: `${name} is ${from} again` };
}

function valueIn(file: string): string | null {
  return readText(file)?.trim() ?? null;
}
