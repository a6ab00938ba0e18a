import { Pool } from 'pg';
import type { MemberAddress, Session } from '../../model/system.ts';
import { LIMITS } from '../../support/limits.ts';

/** Rows of one table, each written once: a duplicate is refused by the server itself. */
export function openPostgresql({ host, port }: MemberAddress): Session {
  const pool = new Pool({
    ...{ host, port, user: 'postgres', database: 'postgres', max: 8 },
    connectionTimeoutMillis: LIMITS.answerMs,
    query_timeout: LIMITS.answerMs,
  });
  // A connection that breaks while nobody uses it is nobody's trouble: the pool makes another.
  pool.on('error', () => {});
  return {
    async read(key) {
      const { rows } = await pool.query<{ value: string }>(
        'select value from kept where key = $1',
        [key],
      );
      return rows[0]?.value ?? null;
    },
    async write(key, value) {
      await pool.query('insert into kept (key, value) values ($1, $2)', [key, value]);
    },
    async leads() {
      const { rows } = await pool.query<{ follows: boolean }>(
        'select pg_is_in_recovery() as follows',
      );
      return rows[0]?.follows === false;
    },
    close: () => pool.end(),
  };
}
