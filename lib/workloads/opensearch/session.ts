import { z } from 'zod';
import type { MemberAddress, Session } from '../../model/system.ts';
import { HarnessError } from '../../support/errors.ts';
import { type HttpAnswer, httpCalls } from '../http-calls.ts';

/** Where a document is when it is acknowledged: with every node, or in the memory of one. */
export type Durable = 'on every disk' | 'in one memory';

interface Index {
  readonly copies: number;
  readonly durable: Durable;
}

const INDEX = 'kept';

/** A row is a document of one index, made once: a second one of that name is refused. */
export function openOpensearch(address: MemberAddress, index: Index): Session {
  const http = httpCalls(address);
  let isMade = false;

  const refused = ({ status, body }: HttpAnswer) =>
    new HarnessError({ what: `${address.member} answered ${status}: ${body.slice(0, 160)}` });

  /** Whoever comes first makes the index, and all others are told that it is there. */
  async function made(): Promise<void> {
    if (isMade) return;
    const answer = await http.put(`/${INDEX}?timeout=2s`, { settings: settingsOf(index) });
    isMade = answer.status === 200 || answer.body.includes('resource_already_exists');
    if (!isMade) throw refused(answer);
  }

  return {
    // By its name a document is found at once; a search would show it a moment later.
    async read(key) {
      const answer = await http.get(`/${INDEX}/_doc/${key}`);
      if (answer.status === 200) return found.parse(JSON.parse(answer.body))._source.value;
      if (answer.status === 404) return null;
      throw refused(answer);
    },
    async write(key, value) {
      await made();
      const answer = await http.post(`/${INDEX}/_create/${key}?timeout=2s`, { value });
      if (answer.status !== 201) throw refused(answer);
    },
    /** The copy that documents go to first. */
    async leads() {
      const answer = await http.get(`/_cat/shards/${INDEX}?format=json&h=prirep,state,node`);
      if (answer.status !== 200) throw refused(answer);
      const first = shards.parse(JSON.parse(answer.body)).find(({ prirep }) => prirep === 'p');
      return first?.state === 'STARTED' && first.node === address.member;
    },
    close: async () => http.close(),
  };
}

const found = z.object({ _source: z.object({ value: z.string() }) });
const shards = z.array(
  z.object({ prirep: z.string(), state: z.string(), node: z.string().nullable() }),
);

function settingsOf({ copies, durable }: Index): object {
  const isKept = durable === 'on every disk';
  const inMemory = { 'translog.durability': 'async', 'translog.sync_interval': '60s' };
  return {
    ...{ number_of_shards: 1, number_of_replicas: isKept ? copies : 0 },
    ...(isKept ? {} : inMemory),
  };
}
