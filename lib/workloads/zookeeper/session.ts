import { text } from 'node:stream/consumers';
import type { MemberAddress, Session } from '../../model/system.ts';
import { LIMITS } from '../../support/limits.ts';
import { orAborted } from '../../support/or-aborted.ts';
import { ASKS, type Connection, openConnection, REFUSES, Refusal, say } from './connection.ts';
import { type Reading, written } from './jute.ts';

/** Every write leaves a node here whose name the ensemble makes up, with a number in it. */
const ORDER = '/order';
const ASKED = '/asked';

/** Keys are nodes below the root. An empty one is there for its writers, and holds nothing yet. */
export function openZookeeper(address: MemberAddress): Session {
  let current: Connection | null = null;
  /** Nodes that are there: nobody takes one away. */
  const known = new Set<string>();

  async function made(open: Connection, path: string): Promise<void> {
    if (!known.has(path)) await create(open, path);
    known.add(path);
  }

  async function using<Answer>(work: (open: Connection) => Promise<Answer>): Promise<Answer> {
    current ??= openConnection(address);
    const mine = current;
    try {
      return await orAborted(() => work(mine), AbortSignal.timeout(LIMITS.answerMs));
    } catch (error) {
      // A session that failed once may have expired: the next question opens another.
      if (current === mine) current = null;
      mine.close();
      throw error;
    }
  }

  const append = (key: string, value: string) =>
    using(async (open) => {
      await made(open, ORDER);
      await made(open, `/${key}`);
      return await setInOrder(open, `/${key}`, value);
    });

  return {
    append,
    // A member answers from its own copy, and one that was deposed may not know it yet. A write of
    // the reader's own comes first: who has seen that agreed upon has seen all that came before.
    read: (key) =>
      using(async (open) => {
        await made(open, ASKED);
        await open.ask(ASKS.setData, setting(ASKED, ''));
        return await foundAt(open, `/${key}`);
      }),
    async write(key, value) {
      await append(key, value);
    },
    async leads() {
      return (await text(say(address, 'srvr', LIMITS.answerMs))).includes('Mode: leader');
    },
    async close() {
      current?.close();
    },
  };
}

const PERSISTENT = 0;
const SEQUENTIAL = 2;
const ANYBODY_ANYTHING = Buffer.concat([
  ...[written.int(1), written.int(31), written.text('world'), written.text('anyone')],
]);

function creating(path: string, kind: number): Buffer {
  return Buffer.concat([
    ...[written.text(path), written.text(''), ANYBODY_ANYTHING, written.int(kind)],
  ]);
}

/** Whatever its version is. */
function setting(path: string, value: string): Buffer {
  return Buffer.concat([written.text(path), written.text(value), written.int(-1)]);
}

async function create(open: Connection, path: string): Promise<void> {
  try {
    await open.ask(ASKS.create, creating(path, PERSISTENT));
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== REFUSES.nodeExists) throw error;
  }
}

async function foundAt(open: Connection, path: string): Promise<string | null> {
  try {
    const answer = await open.ask(ASKS.getData, Buffer.concat([written.text(path), UNWATCHED]));
    return answer.text() || null;
  } catch (error) {
    if (error instanceof Refusal && error.code === REFUSES.noNode) return null;
    throw error;
  }
}

const UNWATCHED = written.flag(false);

/** Both or none: the number that the write was given is part of it. */
async function setInOrder(open: Connection, path: string, value: string): Promise<number> {
  const answer = await open.ask(
    ASKS.multi,
    Buffer.concat([
      ...[part(ASKS.setData), setting(path, value)],
      ...[part(ASKS.create), creating(`${ORDER}/n-`, SEQUENTIAL)],
      ...[written.int(-1), written.flag(true), written.int(-1)],
    ]),
  );
  header(answer, ASKS.setData);
  answer.pass(STAT_SIZE);
  header(answer, ASKS.create);
  return Number(answer.text().slice(-10));
}

/** What is known of a node beside its value: eleven numbers, of which six are long. */
const STAT_SIZE = 6 * 8 + 5 * 4;

function part(type: number): Buffer {
  return Buffer.concat([written.int(type), written.flag(false), written.int(-1)]);
}

/** One part's result begins with what it is; where another stands, the whole was refused. */
function header(answer: Reading, type: number): void {
  const found = answer.int();
  answer.pass(1);
  const code = answer.int();
  if (found !== type) throw new Refusal('a transaction', code);
}
