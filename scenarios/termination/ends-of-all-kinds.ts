import { editsAtOnce } from '../../lib/faults/edits-at-once.ts';
import { failMember } from '../../lib/faults/end-member.ts';
import { oomKill } from '../../lib/faults/oom-kill.ts';
import { wholeSetOutage } from '../../lib/faults/whole-set-outage.ts';
import { minutes, type Scenario } from '../../lib/model/scenario.ts';
import { witnessSet } from '../../lib/workloads/witness-set/index.ts';

/** Members end as nodes end them, users edit their set at once, and at last all go at once. */
export const endsOfAllKinds: Scenario = {
  title: 'Members end as Failed, for want of memory, and all at once',
  hypothesis: 'However a member ends, it comes back as itself, to the volume it had.',
  suite: 'chaos',
  workload: witnessSet({ replicas: 3, beatMs: 1000, storage: 'per-node' }),
  needs: ['node-exec'],
  tries: ['SS-STO-006', 'SS-IDN-010', 'SS-NOD-009'],
  exclusive: false,
  deadlineMs: minutes(12),
  faults: [
    { fault: 'fail-member', among: { from: 0, below: 3 } },
    { fault: 'oom-kill', among: { from: 0, below: 3 } },
  ],

  async run(world) {
    await world.start();
    await world.writes(3);
    const failed = world.victimOf('fail-member');
    await world.strikeMember(failMember, failed);
    await world.replaced(failed);
    await world.settle();
    const starved = world.victimOf('oom-kill');
    await world.strikeMember(oomKill, starved);
    await world.restarted(starved);

    await world.strikeSet(editsAtOnce);
    await world.settle();

    await world.strikeSet(wholeSetOutage);
    for (const ordinal of [0, 1, 2]) await world.replaced(ordinal);
    await world.writes(3);
  },
};
