import type { History } from '../../model/entry.ts';
import { draw } from '../drawing.ts';
import { renumbered } from '../drawn-edits.ts';
import { answerInUse } from '../revisions/drawn-stories.ts';
import { statusProbes } from './probes.ts';

/** Whole stories in which the promises of this area are put to the test and kept. */
export const statusStories: Readonly<Record<string, History>> = {
  statusQuestions: renumbered([...draw(), ...statusProbes.map(answerInUse)]),

  /** A note by hand is lost, growth is refused for a while, and then all is quiet. */
  status: draw(
    'set web s1 replicas=1 s=conditions:SteadfastNote t=conditions:,updated:0 m=replicas:2,seen:1,counted:1,ready:1,updated:1,held:1 n=minReadySeconds:1,seen:2 u=seen:3 w=counted:2,updated:2,held:2 v=ready:2 | +..st.m.n.u..........w.v',
    'claim data-web-0 c0 | f',
    'claim data-web-1 c1 | f',
    'pod web-0 a @n1 | +R',
    'pod web-1 b @n2 | ....................+.R',
    'event SuccessfulCreate web says=create_Pod_web-0 | +',
    'event FailedCreate web says=create_Pod_web-1_failed | .......+',
    'event SuccessfulCreate web says=create_Pod_web-1 | ....................+',
    'converged web replicas=2 | ........................!',
    'end | .........................................................!',
  ),

  /** A rollout under minReadySeconds is complete before its last member is available. */
  earlyCompletion: draw(
    'set web s1 replicas=1 wait=5 m=update:r2 s=current:r2,available:0 t=available:1 | f..m......s.....t',
    'claim data-web-0 c0 | f',
    'pod web-0 a @n1 | f...T-',
    'pod web-0 b @n1 rev=r2 | ......+.R',
    'end | ..................!',
  ),

  /** The revisions that a status names are there. */
  namedRevisions: draw(
    'set web s1 replicas=1 current=web-a m=update:web-b s=current:web-b | f..m......s',
    'claim data-web-0 c0 | f',
    'revision web-a ra n=1 | f',
    'revision web-b rb n=2 | ...+',
    'pod web-0 a @n1 rev=web-a | f...T-',
    'pod web-0 b @n1 rev=web-b | ......+.R',
    'end | ..................!',
  ),

  /** kubectl is asked about a canary, before and after it has arrived, and about OnDelete. */
  rolloutStatus: draw(
    'set web s1 replicas=2 m=updatePartition:1,update:r2,updated:0 s=held:1,updated:1 n=strategy:OnDelete | f..m..........s......n',
    'claim data-web-0 c0 | f',
    'claim data-web-1 c1 | f',
    'pod web-0 a @n1 | f',
    'pod web-1 b @n2 | f....T-',
    'pod web-1 d @n2 rev=r2 | ........+.R',
    'kubectl web says=Waiting_for_1_pods_to_be_ready... | .......!',
    'kubectl web says=partitioned_roll_out_complete:_1_new_pods_have_been_updated... | .................!',
    'kubectl web exit=1 says=error:_rollout_status_is_only_available_for_RollingUpdate_strategy_type | ........................!',
    'end | ..............................!',
  ),

  /** A member lingers, Ready to the end: it is there, and no part of what is current. */
  lingering: draw(
    'set web s1 replicas=2 s=held:1,updated:1 t=counted:1,ready:1 u=counted:2,held:2,updated:2 v=ready:2 | f..s.......tu.v',
    'claim data-web-0 c0 | f',
    'claim data-web-1 c1 | f',
    'request delete pods web-1 uid=b | ...!',
    'pod web-0 a @n1 | f',
    'pod web-1 b @n2 | f..T......-',
    'pod web-1 d @n2 | ...........+.R',
    'end | ......................!',
  ),
};
