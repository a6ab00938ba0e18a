import { type ChannelModel, type ConfirmChannel, connect } from 'amqplib';
import { z } from 'zod';
import type { MemberAddress, Session } from '../../model/system.ts';
import { LIMITS } from '../../support/limits.ts';
import { orAborted } from '../../support/or-aborted.ts';

const QUEUE = 'kept';

/** A row is a message. Who reads takes all there are, and gives them back at the end. */
export function openRabbitmq({ host, port }: MemberAddress, copies: number): Session {
  let current: Promise<Open> | null = null;

  async function using<Answer>(work: (open: Open) => Promise<Answer>): Promise<Answer> {
    current ??= connection();
    const mine = current;
    const signal = AbortSignal.timeout(LIMITS.answerMs);
    return await orAborted(async () => await work(await mine), signal);
  }

  /** One that cannot be made, or that has ended, is forgotten: the next question makes another. */
  function connection(): Promise<Open> {
    const mine = opened(host, port, copies);
    const forget = () => {
      if (current === mine) current = null;
    };
    mine.then(({ model }) => model.once('close', forget), forget);
    return mine;
  }

  return {
    read: (key) =>
      using(async ({ channel, taken }) => {
        // One by one, so that an empty queue is known to be one; what was taken stays taken.
        for (;;) {
          const message = await channel.get(QUEUE);
          if (message === false) return taken.get(key) ?? null;
          const row = rowSchema.parse(JSON.parse(message.content.toString('utf8')));
          taken.set(row.key, row.value);
        }
      }),
    write: (key, value) =>
      using(async ({ channel }) => {
        await new Promise<void>((resolve, reject) => {
          const bytes = Buffer.from(JSON.stringify({ key, value }));
          channel.sendToQueue(QUEUE, bytes, { persistent: true }, (error: unknown) => {
            if (error) reject(error);
            else resolve();
          });
        });
      }),
    async close() {
      const open = await current?.catch(() => null);
      await open?.model.close();
    },
  };
}

interface Open {
  readonly model: ChannelModel;
  readonly channel: ConfirmChannel;
  /** What this connection was given: all of it goes back to the queue when the connection ends. */
  readonly taken: Map<string, string>;
}

const rowSchema = z.object({ key: z.string(), value: z.string() });

async function opened(host: string, port: number, copies: number): Promise<Open> {
  const model = await connect({ hostname: host, port }, { timeout: LIMITS.answerMs });
  // Whoever waits for an answer learns of its end there.
  model.on('error', () => {});
  const channel = await model.createConfirmChannel();
  channel.on('error', () => {});
  // A channel that the server closed is of no use, and neither is a connection without it.
  channel.once('close', () => void model.close().catch(() => {}));
  await channel.assertQueue(QUEUE, {
    durable: true,
    arguments: {
      'x-queue-type': 'quorum',
      'x-quorum-initial-group-size': copies,
      'x-delivery-limit': -1,
    },
  });
  return { model, channel, taken: new Map() };
}
