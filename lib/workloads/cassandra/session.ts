import { Client, policies, types } from 'cassandra-driver';
import { type MemberAddress, OWN, type Session } from '../../model/system.ts';
import { LIMITS } from '../../support/limits.ts';
import { orAborted } from '../../support/or-aborted.ts';

/** Speaks to one member and no other, which asks most of them for each row, read or written. */
export function openCassandra(address: MemberAddress, replicas: number): Session {
  const client = clientOf(address);
  /** Two who make a table at the same time may get two of them: member 0 alone is asked for it. */
  const makes = address.member.endsWith('-0');
  let isMade = !makes;

  async function using<Answer>(work: () => Promise<Answer>): Promise<Answer> {
    return await orAborted(async () => {
      await client.connect();
      return await work();
    }, AbortSignal.timeout(LIMITS.answerMs));
  }

  async function made(): Promise<void> {
    if (isMade) return;
    await client.execute(KEYSPACE.replace('COPIES', `${replicas}`));
    await client.execute(TABLE);
    isMade = true;
  }

  return {
    read: (key) =>
      using(async () => {
        if (key === OWN) return await ownPlace(client);
        await made();
        const { rows } = await client.execute(ROW, [key]);
        const value: unknown = rows[0]?.get('value');
        return typeof value === 'string' ? value : null;
      }),
    write: (key, value) =>
      using(async () => {
        await made();
        await client.execute(INSERT, [key, value]);
      }),
    close: () => client.shutdown(),
  };
}

const KEYSPACE =
  'create keyspace if not exists steadfast with replication = ' +
  "{'class': 'SimpleStrategy', 'replication_factor': COPIES}";
const TABLE = 'create table if not exists steadfast.kept (key text primary key, value text)';
const ROW = 'select value from steadfast.kept where key = ?';
const INSERT = 'insert into steadfast.kept (key, value) values (?, ?)';
const PLACE = 'select host_id, tokens from system.local';

/** Who it is to its peers, and where in the ring it stands. */
async function ownPlace(client: Client): Promise<string> {
  const { rows } = await client.execute(PLACE);
  const tokens: unknown = rows[0]?.get('tokens');
  const places = Array.isArray(tokens) ? tokens.map(String).sort() : [];
  return `${rows[0]?.get('host_id')} at ${places.join(' ')}`;
}

/** It learns of all members, and may turn to the one at the other end of its port only. */
function clientOf({ host, port }: MemberAddress): Client {
  const only = `${host}:${port}`;
  const { loadBalancing, reconnection, retry } = policies;
  return new Client({
    contactPoints: [only],
    localDataCenter: 'datacenter1',
    policies: {
      loadBalancing: new loadBalancing.AllowListPolicy(new loadBalancing.RoundRobinPolicy(), [
        only,
      ]),
      reconnection: new reconnection.ConstantReconnectionPolicy(500),
      retry: new retry.FallthroughRetryPolicy(),
    },
    socketOptions: { connectTimeout: LIMITS.answerMs, readTimeout: 2 * LIMITS.answerMs },
    queryOptions: { consistency: types.consistencies.quorum },
  });
}
