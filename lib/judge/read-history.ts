import { readFileSync } from 'node:fs';
import { type Entry, entrySchema, type History } from '../model/entry.ts';
import { HarnessError, messageOf } from '../support/errors.ts';

/** Where a history breaks off in the middle of a line, as it does when its writer is killed. */
export interface Cut {
  /** How many entries came before it, all of them whole. */
  readonly entries: number;
  /** The byte at which the broken line begins. */
  readonly byte: number;
  readonly says: string;
}

export interface ReadHistory {
  readonly history: History;
  readonly cut: Cut | null;
}

const NEWLINE = 0x0a;

/**
 * Reads a history.jsonl. The last line may be half a line: it is left out, and that is said. A line
 * that is broken anywhere else was changed by somebody, and then nothing in the file is evidence.
 */
export function readHistory(file: string): ReadHistory {
  const bytes = readBytes(file);
  const history: Entry[] = [];
  let from = 0;
  while (from < bytes.length) {
    const newline = bytes.indexOf(NEWLINE, from);
    const isLast = newline === -1;
    const line = bytes.subarray(from, isLast ? bytes.length : newline).toString('utf8');
    const read = readEntry(line, history.length);
    if ('entry' in read) {
      history.push(read.entry);
    } else if (isLast) {
      const { length } = history;
      const says = `judged up to entry ${length}, byte ${from}: the last line was cut off`;
      return { history, cut: { entries: length, byte: from, says } };
    } else {
      throw new HarnessError({
        what: `${file} is broken at line ${history.length + 1}, byte ${from}`,
        lastSeen: read.says,
        tryThis: 'a copy of the file as it was written: an edited history is no evidence',
      });
    }
    from = isLast ? bytes.length : newline + 1;
  }
  return { history, cut: null };
}

function readBytes(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (cause) {
    throw new HarnessError({ what: `there is no history to read at ${file}`, cause });
  }
}

function readEntry(line: string, seq: number): { entry: Entry } | { says: string } {
  try {
    const { success, data, error } = entrySchema.safeParse(JSON.parse(line));
    if (!success) {
      const [issue] = error.issues;
      return { says: `${issue?.path.join('.') || 'the entry'}: ${issue?.message ?? 'not valid'}` };
    }
    return data.seq === seq ? { entry: data } : { says: `seq ${data.seq} where ${seq} was due` };
  } catch (error) {
    return { says: messageOf(error) };
  }
}
