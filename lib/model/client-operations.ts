import type { EntryOf, History } from './entry.ts';
import { entriesOf } from './history.ts';

type OpEntry = EntryOf<'op'>;

/** One thing that a client asked of a real system, from its question to how that ended. */
export interface ClientOperation {
  readonly client: string;
  readonly key: string;
  readonly does: 'read' | 'write';
  readonly member: string | null;
  /** What was sent, or what came back; null where nothing was there, or where nothing came back. */
  readonly value: string | number | null;
  /** The number that the system gave to a write, where it numbers them and answered. */
  readonly place: number | null;
  readonly asked: OpEntry;
  /** Null for one that nobody saw the end of. */
  readonly ended: OpEntry | null;
  /** A read without an answer has failed; a write without one may have been done all the same. */
  readonly outcome: 'ok' | 'failed' | 'unsure';
}

/** What clients asked for, in the order in which they asked. */
export function clientOperationsOf(history: History): readonly ClientOperation[] {
  const entries = entriesOf(history, 'op').filter(({ number }) => number !== null);
  const ends = new Map<string, OpEntry>();
  for (const entry of entries) if (entry.op !== 'invoke') ends.set(nameOf(entry), entry);
  return entries.flatMap((asked) => {
    const { op, client, key, does, member } = asked;
    if (op !== 'invoke' || does === null) return [];
    const ended = ends.get(nameOf(asked)) ?? null;
    const value = does === 'read' ? (ended?.value ?? null) : asked.value;
    const outcome = outcomeOf(ended);
    const place = ended?.place ?? null;
    return [{ client, key, does, member, value, place, asked, ended, outcome }];
  });
}

function outcomeOf(ended: OpEntry | null): ClientOperation['outcome'] {
  if (ended?.op === 'ok') return 'ok';
  return ended?.op === 'failed' ? 'failed' : 'unsure';
}

function nameOf({ client, number }: OpEntry): string {
  return `${client} ${number}`;
}
