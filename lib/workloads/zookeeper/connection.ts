import { connect, type Socket } from 'node:net';
import type { MemberAddress } from '../../model/system.ts';
import { HarnessError } from '../../support/errors.ts';
import { messages, Reading, written } from './jute.ts';

/** What the words of the protocol are in numbers. */
export const ASKS = { create: 1, getData: 4, setData: 5, multi: 14 } as const;
export const REFUSES = { noNode: -101, nodeExists: -110 } as const;

const SESSION_MS = 20_000;

/** A session with one member, as long as its connection lasts; answers come in turn. */
export interface Connection {
  /** Answers with what the member says, from after the header on; throws Refusal. */
  ask(type: number, body: Buffer): Promise<Reading>;
  close(): void;
}

/** An answer, and a no. */
export class Refusal extends HarnessError {
  override readonly name = 'Refusal';
  readonly code: number;

  constructor(member: string, code: number) {
    super({ what: `${member} refused with ${code}` });
    this.code = code;
  }
}

interface Waiting {
  readonly resolve: (answer: Reading) => void;
  readonly reject: (error: Error) => void;
}

// The npm libraries for ZooKeeper are native builds or no longer kept, and the latter were seen to
// take an answer for another one after a connection was lost. This is the little that is needed.
export function openConnection({ member, host, port }: MemberAddress): Connection {
  const socket = connect({ host, port, noDelay: true });
  const waiting: Waiting[] = [];
  let over: Error | null = null;

  const end = (error: Error) => {
    over ??= error;
    socket.destroy();
    for (const { reject } of waiting.splice(0)) reject(over);
  };
  socket.on('error', end);
  socket.on('close', () => end(new HarnessError({ what: `${member} ended the connection` })));
  socket.on('data', (chunk: Buffer) => {
    try {
      cut(chunk);
    } catch (error) {
      end(new HarnessError({ what: `${member} said what nobody understands`, cause: error }));
    }
  });
  const cut = messages((message) => waiting.shift()?.resolve(new Reading(message)));

  const sent = (message: Buffer): Promise<Reading> => {
    if (over) return Promise.reject(over);
    return new Promise((resolve, reject) => {
      waiting.push({ resolve, reject });
      socket.write(written.bytes(message));
    });
  };
  const greeted = greet(sent, member);
  // Whoever asks first learns of it there.
  greeted.catch(() => {});
  let number = 0;
  return {
    async ask(type, body) {
      await greeted;
      number += 1;
      const answer = await sent(Buffer.concat([written.int(number), written.int(type), body]));
      answer.pass(4 + 8);
      const code = answer.int();
      if (code !== 0) throw new Refusal(member, code);
      return answer;
    },
    close: () => void end(new HarnessError({ what: `the connection to ${member} was closed` })),
  };
}

/** A new session, which nobody takes up again: what it knows is not worth keeping. */
async function greet(sent: (message: Buffer) => Promise<Reading>, member: string): Promise<void> {
  const answer = await sent(
    Buffer.concat([
      ...[written.int(0), written.long(0n), written.int(SESSION_MS), written.long(0n)],
      ...[written.bytes(Buffer.alloc(16)), written.flag(false)],
    ]),
  );
  answer.pass(4);
  if (answer.int() <= 0) throw new HarnessError({ what: `${member} gave no session` });
}

/** Sends one of the four-letter words, and answers with all that is said before the end. */
export function say({ host, port }: MemberAddress, word: string, limitMs: number): Socket {
  const socket = connect({ host, port, timeout: limitMs });
  socket.on('timeout', () => socket.destroy(new HarnessError({ what: `no answer to ${word}` })));
  socket.write(word);
  return socket;
}
