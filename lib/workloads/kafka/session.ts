import {
  Connection,
  fetchV15,
  listOffsetsV9,
  type MessageRecord,
  metadataV12,
  produceV11,
} from '@platformatic/kafka';
import type { MemberAddress, Session } from '../../model/system.ts';
import { HarnessError } from '../../support/errors.ts';
import { LIMITS } from '../../support/limits.ts';
import { orAborted } from '../../support/or-aborted.ts';

/** Whose word is taken for a record: that of all replicas in sync, or the leader's alone. */
export type Acks = 'all' | 'leader';

const TOPIC = 'kept';
const PARTITION = 0;
const FETCH_BYTES = 1_048_576;

/** No producer that the broker would have to remember. */
const NOBODY = { producerId: -1n, producerEpoch: -1 };

/** Speaks to one broker and no other: only the leader of the log takes records and gives them. */
export function openKafka(address: MemberAddress, acks: Acks): Session {
  let current: Open | null = null;
  /** What was read of the log so far. It is never written anew, and never shorter. */
  const records = new Map<string, string>();
  let position = 0n;

  async function using<Answer>(work: (open: Open) => Promise<Answer>): Promise<Answer> {
    current ??= opened(address);
    const mine = current;
    try {
      const signal = AbortSignal.timeout(LIMITS.answerMs);
      return await orAborted(async () => {
        await mine.isOpen;
        return await work(mine);
      }, signal);
    } catch (error) {
      // Who leads may have changed, and so may the broker at the other end.
      if (current === mine) current = null;
      closed(mine.connection);
      throw error;
    }
  }

  async function append(key: string, value: string): Promise<number> {
    return await using(async ({ connection }) => {
      const record: MessageRecord = {
        ...{ key: Buffer.from(key), value: Buffer.from(value) },
        ...{ topic: TOPIC, partition: PARTITION },
      };
      const copies = acks === 'all' ? -1 : 1;
      const ask = produceV11.api.async;
      const said = await ask(connection, copies, LIMITS.answerMs, [record], NOBODY);
      const answer = typeof said === 'boolean' ? undefined : said.responses[0];
      const offset = answer?.partitionResponses[0]?.baseOffset;
      if (offset === undefined) throw new HarnessError({ what: `${key} was given no offset` });
      return Number(offset);
    });
  }

  return {
    append,
    async write(key, value) {
      await append(key, value);
    },
    read: (key) =>
      using(async (open) => {
        const end = await endOf(open.connection);
        // A log that is shorter than what was read of it lost its end: it is read anew.
        if (end < position) {
          records.clear();
          position = 0n;
        }
        while (position < end) position = await fetched(open, position, records);
        return records.get(key) ?? null;
      }),
    leads: () =>
      using(async ({ connection }) => {
        const { topics } = await metadataV12.api.async(connection, [TOPIC], true);
        const leader = topics[0]?.partitions[PARTITION]?.leaderId;
        return leader === Number(address.member.split('-').at(-1)) + 1;
      }),
    async close() {
      if (current) closed(current.connection);
    },
  };
}

interface Open {
  readonly connection: Connection;
  /** The log's id, by which it is asked for; it is made when it is first asked about. */
  readonly isOpen: Promise<string>;
}

function opened({ host, port }: MemberAddress): Open {
  const limits = { connectTimeout: LIMITS.answerMs, requestTimeout: 2 * LIMITS.answerMs };
  const connection = new Connection('steadfast', limits);
  // A connection that breaks is noticed by whoever waits for an answer.
  connection.on('error', () => {});
  const open = async () => {
    await connection.connect(host, port);
    const { topics } = await metadataV12.api.async(connection, [TOPIC], true);
    const id = topics[0]?.topicId;
    if (!id) throw new HarnessError({ what: `the topic ${TOPIC} is not there yet` });
    return id;
  };
  const isOpen = open();
  isOpen.catch(() => {});
  return { connection, isOpen };
}

function closed(connection: Connection): void {
  Promise.resolve(connection.close()).catch(() => {});
}

/** Asked of the leader, and refused by one that does not know yet what it has acknowledged. */
async function endOf(connection: Connection): Promise<bigint> {
  const partition = { partitionIndex: PARTITION, currentLeaderEpoch: -1, timestamp: -1n };
  const asked = [{ name: TOPIC, partitions: [partition] }];
  const { topics } = await listOffsetsV9.api.async(connection, -1, 0, asked);
  const end = topics[0]?.partitions[0]?.offset;
  if (end === undefined) throw new HarnessError({ what: `${TOPIC} has no end` });
  return end;
}

/** Reads what comes next, and answers with the place after it. */
async function fetched(
  { connection, isOpen }: Open,
  position: bigint,
  records: Map<string, string>,
): Promise<bigint> {
  const partition = {
    ...{ partition: PARTITION, currentLeaderEpoch: -1, fetchOffset: position },
    ...{ lastFetchedEpoch: -1, partitionMaxBytes: FETCH_BYTES },
  };
  const topics = [{ topicId: await isOpen, partitions: [partition] }];
  const said = await fetchV15.api.async(connection, 100, 1, FETCH_BYTES, 0, 0, -1, topics, [], '');
  let next = position;
  for (const batch of said.responses[0]?.partitions[0]?.records ?? []) {
    for (const { key, value, offsetDelta } of batch.records) {
      if (key && value) records.set(key.toString(), value.toString());
      next = batch.firstOffset + BigInt(offsetDelta) + 1n;
    }
  }
  return next;
}
