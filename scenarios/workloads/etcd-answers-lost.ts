import { toxicClient } from '../../lib/faults/toxic-client.ts';
import { clientOperationsOf } from '../../lib/model/client-operations.ts';
import type { History } from '../../lib/model/entry.ts';
import { minutes, type Scenario } from '../../lib/model/scenario.ts';
import { etcd } from '../../lib/workloads/etcd/index.ts';

const ALL = [0, 1, 2];
const KEYS = ['north', 'east', 'south', 'west'];
const LOAD = { clients: 3, pauseMs: 80, keys: KEYS, reads: 60, members: ALL };
/** Clients that know one member, and go on asking it whatever they hear. */
const ONE = { clients: 3, pauseMs: 200, keys: KEYS, reads: 25 };

/** Members and their peers are well: only what the leader says to its clients is late or lost. */
export const etcdAnswersLost: Scenario = {
  title: 'etcd does as it is told, and clients of its leader hear of that late, cut off or never',
  hypothesis: 'A write whose client was told nothing is done once or not at all: see SS-APP-012.',
  suite: 'workloads',
  workload: etcd({ replicas: 3, keeps: 'on its claim' }),
  needs: ['node-exec', 'link-toxics', 'container-runtime-events'],
  tries: ['SS-APP-011', 'SS-APP-017', 'SS-APP-012'],
  exclusive: true,
  deadlineMs: minutes(12),
  faults: [],

  async run(world) {
    await world.start();
    await world.underLoad(LOAD, async () => {
      await world.accepts(20);
      for (const way of ['latency', 'reset', 'timeout']) {
        const leads = await world.leader();
        const line = { ...world.memberParams(leads), port: 'clients', way };
        await world.underLoad({ ...ONE, members: [leads] }, async () => {
          await world.accepts(20);
          await world.under(toxicClient, line, async () => {
            await world.until('writes that nobody was told of to be read elsewhere', unheard);
            await world.accepts(20);
          });
          await world.accepts(20);
        });
        await world.settle();
      }
    });
    await world.readBack(ALL, null);
  },
};

/** More than one: the first may have been under way when the line went bad. */
const WANTED = 3;

/** Asked for since the fault, done by the word of another member, and its client knows nothing. */
function unheard(history: History): string | null {
  const since = history.findLastIndex(
    (entry) => entry.kind === 'fault' && entry.phase === 'in-force',
  );
  const operations = clientOperationsOf(history.slice(since));
  const read = operations.filter(({ does, outcome }) => does === 'read' && outcome === 'ok');
  const shown = operations.filter(
    ({ does, ended, member, value }) =>
      does === 'write' &&
      ended?.op === 'unsure' &&
      read.some((other) => other.value === value && other.member !== member),
  );
  return shown.length >= WANTED ? null : `${shown.length} so far`;
}
