import { z } from 'zod';
import type { MemberAddress, Session } from '../../model/system.ts';
import { HarnessError } from '../../support/errors.ts';
import { httpCalls } from '../http-calls.ts';

/** etcd's own gateway: JSON over HTTP, keys and values in base64. */
export function openEtcd(address: MemberAddress): Session {
  const http = httpCalls(address);
  const ask = async <Answer>(path: string, body: object, as: z.ZodType<Answer>) => {
    const answer = await http.post(path, body);
    if (answer.status === 200) return as.parse(JSON.parse(answer.body));
    throw new HarnessError({
      what: `${address.member} answered ${answer.status}: ${answer.body.slice(0, 160)}`,
    });
  };
  return {
    // Linearizable unless it is asked not to be: most members have to agree on who leads.
    async read(key) {
      const { kvs } = await ask('/v3/kv/range', { key: packed(key) }, found);
      const value = kvs[0]?.value;
      return value === undefined ? null : Buffer.from(value, 'base64').toString('utf8');
    },
    async write(key, value) {
      await ask('/v3/kv/put', { key: packed(key), value: packed(value) }, accepted);
    },
    async leads() {
      const { header, leader } = await ask('/v3/maintenance/status', {}, status);
      return header.member_id === leader;
    },
    close: async () => http.close(),
  };
}

function packed(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64');
}

const accepted = z.object({ header: z.object({ revision: z.string() }) });
const found = z.object({ kvs: z.array(z.object({ value: z.string() })).default([]) });
const status = z.object({ header: z.object({ member_id: z.string() }), leader: z.string() });
