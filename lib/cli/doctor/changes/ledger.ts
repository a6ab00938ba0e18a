import { join } from 'node:path';
import { z } from 'zod';
import { HarnessError, messageOf } from '../../../support/errors.ts';
import { readText } from '../host.ts';
import { type Change, changeSchema } from './change.ts';
import { replaceFile } from './replace-file.ts';

const entrySchema = z.object({
  id: z.number().int(),
  at: z.string(),
  /** A planned change may have been done in part: it is taken back like a done one. */
  state: z.enum(['planned', 'done']),
  change: changeSchema,
});
const fileSchema = z.object({ version: z.literal(1), changes: z.array(entrySchema) });

export type LedgerEntry = z.infer<typeof entrySchema>;

/** What doctor did to this machine. A change is on disk before it is made. */
export interface Ledger {
  readonly file: string;
  entries(): readonly LedgerEntry[];
  /** Notes the change, makes it, and notes that it is made; `add` completes what is noted. */
  perform<C extends Change>(
    change: C,
    make: (add: (more: Partial<C>) => void) => Promise<void>,
  ): Promise<void>;
  forget(id: number): void;
}

export function openLedger(stateFolder: string): Ledger {
  const file = join(stateFolder, 'doctor', 'changes.json');
  const entries = () => read(file);
  const write = (changes: readonly LedgerEntry[]) =>
    replaceFile(file, `${JSON.stringify({ version: 1, changes }, null, 2)}\n`, 0o600);
  return {
    file,
    entries,
    async perform(change, make) {
      const before = entries();
      const id = 1 + Math.max(0, ...before.map((entry) => entry.id));
      const note = (state: LedgerEntry['state'], noted: Change) =>
        write([...before, { id, at: new Date().toISOString(), state, change: noted }]);
      let noted = change;
      note('planned', noted);
      await make((more) => {
        noted = { ...noted, ...more };
        note('planned', noted);
      });
      note('done', noted);
    },
    forget(id) {
      write(entries().filter((entry) => entry.id !== id));
    },
  };
}

function read(file: string): readonly LedgerEntry[] {
  const text = readText(file);
  if (text === null) return [];
  try {
    return fileSchema.parse(JSON.parse(text)).changes;
  } catch (cause) {
    // Going on would overwrite the only account of what has to be taken back.
    throw new HarnessError({
      what: `${file} cannot be read, so what doctor changed here is not known`,
      lastSeen: messageOf(cause).split('\n')[0] ?? '',
      tryThis: `mend it or move it away: mv ${file} ${file}.unreadable`,
    });
  }
}
