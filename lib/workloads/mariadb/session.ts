import { type Connection, createConnection, type RowDataPacket } from 'mysql2/promise';
import { type MemberAddress, type Session, SUM } from '../../model/system.ts';
import { LIMITS } from '../../support/limits.ts';
import { orAborted } from '../../support/or-aborted.ts';

/** A transfer takes from one and gives to another: together, or as two things after each other. */
export type Transfers = 'all or nothing' | 'one by one';

const ACCOUNTS = 8;

/** Each write is a transfer between two accounts, with a row of its own beside it. */
export function openMariadb(address: MemberAddress, transfers: Transfers): Session {
  const idle: Connection[] = [];

  async function using<Answer>(work: (open: Connection) => Promise<Answer>): Promise<Answer> {
    const signal = AbortSignal.timeout(LIMITS.answerMs);
    const making = Promise.resolve(idle.pop() ?? opened(address));
    try {
      return await orAborted(async () => {
        const open = await making;
        const answer = await work(open);
        idle.push(open);
        return answer;
      }, signal);
    } catch (error) {
      // Whatever was asked through it may still be under way: nobody may use it after that.
      making.then((open) => open.destroy()).catch(() => {});
      throw error;
    }
  }

  return {
    read: (key) =>
      using(async (open) => {
        const [rows] = await (key === SUM
          ? open.execute<Found[]>(TOTAL)
          : open.execute<Found[]>(ROW, [key]));
        return rows[0]?.found ?? null;
      }),
    write: (key, value) =>
      using(async (open) => {
        if (transfers === 'all or nothing') await open.beginTransaction();
        for (const [statement, values] of transfer(key, value)) {
          await open.execute(statement, [...values]);
        }
        if (transfers === 'all or nothing') await open.commit();
      }),
    async close() {
      for (const open of idle) open.destroy();
    },
  };
}

interface Found extends RowDataPacket {
  readonly found: string | null;
}

const ROW = 'select value as found from transfers where name = ?';
const TOTAL = 'select cast(sum(balance) as char) as found from accounts';
const INSERT = 'insert into transfers (name, value) values (?, ?)';
const MOVE = 'update accounts set balance = balance + ? where id = ?';

type Statement = readonly [string, readonly (string | number)[]];

/** Who gives to whom hangs on the key. The lower account goes first: nobody waits for ever. */
function transfer(key: string, value: string): readonly Statement[] {
  const drawn = [...key].reduce(
    (sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973,
    7,
  );
  const from = drawn % ACCOUNTS;
  const to = (from + 1 + (drawn % (ACCOUNTS - 1))) % ACCOUNTS;
  const amount = 1 + (drawn % 5);
  const moves: Statement[] = [
    [MOVE, [-amount, from]],
    [MOVE, [amount, to]],
  ];
  return [[INSERT, [key, value]], ...(from < to ? moves : moves.reverse())];
}

async function opened({ host, port }: MemberAddress): Promise<Connection> {
  const open = await createConnection({
    ...{ host, port, user: 'clients', database: 'bank' },
    connectTimeout: LIMITS.answerMs,
  });
  // A connection that breaks while nobody uses it is noticed by the next one who does.
  open.on('error', () => {});
  // Who reads here sees all that was acknowledged anywhere before.
  await open.query('set session wsrep_sync_wait = 1');
  return open;
}
