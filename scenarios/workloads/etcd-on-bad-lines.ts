import { toxicMember } from '../../lib/faults/toxic-member.ts';
import { minutes, type Scenario, seconds } from '../../lib/model/scenario.ts';
import { etcd } from '../../lib/workloads/etcd/index.ts';

const ALL = [0, 1, 2];
const KEYS = ['north', 'east', 'south', 'west'];
const LOAD = { clients: 4, pauseMs: 80, keys: KEYS, reads: 50, members: ALL };

/** Nobody dies and nothing is cut off: what one member says to its peers is late, lost or cut. */
export const etcdOnBadLines: Scenario = {
  title: 'etcd goes on while a follower is heard late, and its leader not at all or not to the end',
  hypothesis: 'Each key stays one register, and nothing that was acknowledged is lost.',
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
      const leads = await world.leader();
      const follows = ALL.find((ordinal) => ordinal !== leads) ?? 0;
      const of = (ordinal: number, way: string) => ({
        ...world.memberParams(ordinal),
        ...{ port: 'peers', way },
      });

      await world.under(toxicMember, of(follows, 'latency'), async () => {
        await world.accepts(20);
        await world.watchFor(seconds(10), 'what clients ask of the slow one reaches a leader late');
      });
      await world.settle();
      await world.accepts(20);

      await world.under(toxicMember, of(await world.leader(), 'timeout'), async () => {
        await world.accepts(20);
        await world.watchFor(seconds(10), 'a leader hears its peers and is not heard by them');
      });
      await world.settle();
      await world.accepts(20);

      await world.under(toxicMember, of(await world.leader(), 'reset'), async () => {
        await world.accepts(20);
        await world.watchFor(seconds(10), 'whoever connects to the leader is cut off again');
      });
      await world.settle();
      await world.accepts(20);
    });
    await world.readBack(ALL, null);
  },
};
