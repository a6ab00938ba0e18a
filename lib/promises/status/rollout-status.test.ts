import { tryCases } from '../try-cases.ts';
import { rolloutStatusGoesByCounts } from './rollout-status.ts';

const CANARY =
  'set web s1 replicas=2 m=updatePartition:1,update:r2,updated:0 s=held:1,updated:1 | f..m....s';
const ON_DELETE = 'set web s1 replicas=2 strategy=OnDelete | f';
const WAITS = 'Waiting_for_partitioned_roll_out_to_finish:_0_out_of_1_new_pods';
const DONE = 'partitioned_roll_out_complete:_1_new_pods_have_been_updated...';
const REFUSED = 'error:_rollout_status_is_only_available_for_RollingUpdate_strategy_type';

tryCases(rolloutStatusGoesByCounts, [
  {
    title: 'when it waits for a canary and then calls it complete, one member being old',
    rows: [CANARY, `kubectl web says=${WAITS} | .....!`, `kubectl web says=${DONE} | ...........!`],
    outcome: 'held',
    trials: 2,
  },
  {
    title: 'when it calls a canary complete that has not come',
    rows: [CANARY, `kubectl web says=${DONE} | .....!`],
    outcome: 'violated',
    says: /web was waiting, and kubectl called it complete/,
  },
  {
    title: 'when it waits for a canary that has come',
    rows: [CANARY, `kubectl web says=${WAITS} | ...........!`],
    outcome: 'violated',
    says: /web was complete, and kubectl called it waiting/,
  },
  {
    title: 'when either word is right, for the canary arrives just then',
    rows: [CANARY, `kubectl web says=${WAITS} | ........!`, `kubectl web says=${DONE} | ........!`],
    outcome: 'held',
  },
  {
    title: 'when it fails for OnDelete',
    rows: [ON_DELETE, `kubectl web exit=1 says=${REFUSED} | ..!`],
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when it fails as soon as the strategy is OnDelete',
    rows: [
      'set web s1 replicas=2 m=strategy:OnDelete | f....m',
      `kubectl web exit=1 says=${REFUSED} | .....!`,
    ],
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when it succeeds for OnDelete',
    rows: [ON_DELETE, 'kubectl web says=statefulset_rolling_update_complete | ..!'],
    outcome: 'violated',
    says: /web was refused, and kubectl called it complete/,
  },
  {
    title: 'when one of those that must be updated is not Ready',
    rows: [
      'set web s1 replicas=2 s=updatePartition:1,ready:1,updated:1 | f.s',
      `kubectl web says=${DONE} | .....!`,
    ],
    outcome: 'violated',
  },
  {
    title: 'when nothing is surprising: all are to be updated, and all are',
    rows: ['set web s1 | f', 'kubectl web says=partitioned_roll_out_complete:_3_new_pods | ..!'],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when kubectl got no answer',
    rows: [ON_DELETE, 'kubectl web exit=1 says=The_connection_to_the_server_was_refused | ..!'],
    outcome: 'unknown',
    says: /could not say how web does/,
  },
  {
    title: 'when nobody watched the set',
    rows: [ON_DELETE, `kubectl web exit=1 says=${REFUSED} | ..!`, 'gap set | ..-'],
    outcome: 'unknown',
  },
]);
