import { createClient } from '@redis/client';
import type { MemberAddress, Session } from '../../model/system.ts';
import { HarnessError } from '../../support/errors.ts';
import { LIMITS } from '../../support/limits.ts';
import { orAborted } from '../../support/or-aborted.ts';

/** Whose word a client takes for a write: the primary's alone, or that of all who have a copy. */
export type Asks = 'the primary' | 'everybody';

/**
 * Replication is asynchronous: only a client that waits for replicas knows of other copies. One of
 * two does not do: sentinels may choose the other one, and were seen to.
 */
export function openValkey({ member, host, port }: MemberAddress, asks: Asks): Session {
  const idle: Client[] = [];

  /** Who waits for a replica blocks a connection, so each operation has one to itself. */
  async function using<Answer>(work: (client: Client) => Promise<Answer>): Promise<Answer> {
    const client = idle.pop() ?? clientOf(host, port);
    try {
      const signal = AbortSignal.timeout(LIMITS.answerMs);
      const answer = await orAborted(async () => {
        if (!client.isOpen) await client.connect();
        return await work(client);
      }, signal);
      idle.push(client);
      return answer;
    } catch (error) {
      // Whatever was asked through it may still be under way: nobody may use it after that.
      if (client.isOpen) client.destroy();
      throw error;
    }
  }

  return {
    read: (key) => using((client) => client.get(key)),
    write: (key, value) =>
      using(async (client) => {
        await client.set(key, value);
        if (asks === 'the primary') return;
        const copies = await client.wait(REPLICAS, LIMITS.answerMs / 2);
        if (copies >= REPLICAS) return;
        const lastSeen = `${copies} of ${REPLICAS} have it`;
        throw new HarnessError({ what: `replicas of ${member} lack ${key}`, lastSeen });
      }),
    // A primary that was cut off is one in its own eyes; nobody follows it any more.
    leads: () =>
      using(async (client) => {
        const said = await client.info('replication');
        return said.includes('role:master') && /state=online,offset=\d+,lag=[0-3]\b/.test(said);
      }),
    async close() {
      for (const client of idle) if (client.isOpen) client.destroy();
    },
  };
}

/** Beside the primary, whoever that is. */
const REPLICAS = 2;

function clientOf(host: string, port: number) {
  const client = createClient({
    socket: { host, port, reconnectStrategy: false, connectTimeout: LIMITS.answerMs },
    disableOfflineQueue: true,
    RESP: 2,
  });
  // A connection that breaks while nobody uses it is nobody's trouble: the next one is new.
  client.on('error', () => {});
  return client;
}

type Client = ReturnType<typeof clientOf>;
