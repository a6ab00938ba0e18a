import type { History } from '../model/entry.ts';
import { applicationStories } from './application/drawn-stories.ts';
import { atMostOneStories } from './at-most-one/drawn-stories.ts';
import { controlPlaneStories } from './control-plane/drawn-stories.ts';
import { deletionStories } from './deletion/drawn-stories.ts';
import { disruptionStories } from './disruption/drawn-stories.ts';
import { draw } from './drawing.ts';
import { identityStories } from './identity/drawn-stories.ts';
import { maxUnavailableStories } from './max-unavailable/drawn-stories.ts';
import { minReadyStories } from './min-ready/drawn-stories.ts';
import { networkStories } from './network/drawn-stories.ts';
import { nodeFailureStories } from './node-failure/drawn-stories.ts';
import { onDeleteStories } from './on-delete/drawn-stories.ts';
import { orderingStories } from './ordering/drawn-stories.ts';
import { parallelStories } from './parallel/drawn-stories.ts';
import { retentionStories } from './retention/drawn-stories.ts';
import { revisionStories } from './revisions/drawn-stories.ts';
import { scaleStories } from './scale/drawn-stories.ts';
import { securityStories } from './security/drawn-stories.ts';
import { startOrdinalStories } from './start-ordinal/drawn-stories.ts';
import { statusStories } from './status/drawn-stories.ts';
import { storageStories } from './storage/drawn-stories.ts';
import { terminationStories } from './termination/drawn-stories.ts';
import { updatePartitionStories } from './update-partition/drawn-stories.ts';
import { updatesStories } from './updates/drawn-stories.ts';
import { validationStories } from './validation/drawn-stories.ts';

const CLAIMS = ['claim data-web-0 c0 | f', 'claim data-web-1 c1 | f', 'claim data-web-2 c2 | f'];

/**
 * Whole stories in which every promise that they try is kept. Tests change one thing in them and
 * ask who notices, so each has something for several checkers to look at.
 */
export const drawnStories: Readonly<Record<string, History>> = {
  /** Three start in order, two go in reverse, and come back. */
  ordering: draw(
    'set web s1 |       +.............1........3',
    ...CLAIMS,
    'pod web-0 a @n1 |  +.R',
    'pod web-1 b @n2 |  ...+.R............T.-',
    'pod web-2 c @n3 |  ......+.R......T.-',
    'pod web-1 d @n2 |  ........................+.R',
    'pod web-2 e @n3 |  ...........................+.R',
    'run web-0 a @n1 |  .[',
    'run web-1 b @n2 |  ....[..............]',
    'run web-2 c @n3 |  .......[........]',
    'run web-1 d @n2 |  .........................[',
    'run web-2 e @n3 |  ............................[',
    'beat web-0 a @n1 | .EXX..XX..XX..XX..XX..XX..XX..XX',
    'beat web-1 b @n2 | ....EXX..XX..XX..X',
    'beat web-1 d @n2 | .........................EXX..XX',
    'dns web-0 ip=10.0.0.1 | .......q...q...q...q...q...q',
    'dns web-1 ip=10.0.0.2 | .........q...q',
    'converged web |    .............!................!',
  ),

  /** One is deleted by its user and comes back on another node, with its volume. */
  replacement: draw(
    'set web s1 | f',
    ...CLAIMS,
    'request delete pods web-0 uid=a | ....!',
    'pod web-0 a @n1 |  f...T..-',
    'pod web-0 b @n2 |  ........+.R',
    'pod web-1 d @n3 |  f',
    'pod web-2 e @n3 |  f',
    'run web-1 d @n3 |  f',
    'run web-2 e @n3 |  f',
    'run web-0 a @n1 |  f....]',
    'run web-0 b @n2 |  .........[',
    'beat web-0 a @n1 | EXXXXX',
    'beat web-0 b @n2 | .........EXXXXX',
    'beat web-1 d @n3 | EX...X...X...X',
    'converged web |    .!............!',
  ),

  /** A node is cut off; its member is evicted, deleted by a user, and succeeded after the heal. */
  split: draw(
    'set web s1 s=held:2,updated:2 t=held:3,updated:3 | f....s.................t',
    ...CLAIMS,
    'fault split-node-network node=n1 | .i<...............u>',
    'request delete pods web-0 uid=a |  .......!',
    'pod web-0 a @n1 why=DeletionByTaintManager |  f...DT..............-',
    'pod web-0 b @n2 |  .....................+.R',
    'pod web-1 d @n3 |  f',
    'pod web-2 e @n3 |  f',
    'run web-1 d @n3 |  f',
    'run web-2 e @n3 |  f',
    'run web-0 a @n1 |  f..................]',
    'run web-0 b @n2 |  ......................[',
    'beat web-0 a @n1 | EXXXXXXXXXXXXXXXXXX',
    'beat web-0 b @n2 | ......................EXX',
    'converged web |    .........................!',
  ),

  /** The same, with an operator who does not wait: two run at once, and the ledger says why. */
  force: draw(
    'set web s1 | f',
    ...CLAIMS,
    'fault split-node-network node=n1 | .i<...............u>',
    'fault delete-pod-by-force excuses=SS-AMO-001,SS-AMO-005,SS-AMO-012 uids=a | .......!',
    'pod web-0 a @n1 why=DeletionByTaintManager |  f...DT.-',
    'pod web-0 b @n2 |  ........+.R',
    'pod web-1 d @n3 |  f',
    'pod web-2 e @n3 |  f',
    'run web-1 d @n3 |  f',
    'run web-2 e @n3 |  f',
    'run web-0 a @n1 |  f..................]',
    'run web-0 b @n2 |  .........[',
    'beat web-0 a @n1 | EXXXXXXX.X.X.X.X.XX',
    'beat web-0 b @n2 | .........E.X.X.X.X...X',
  ),

  /** A canary above update partition 2, with a member below it lost while it arrives. */
  canary: draw(
    'set web s1 m=updatePartition:2,update:r2,held:2,updated:0 s=updated:1 | f.m..........s',
    'revision r1 v1 n=1 marks=part,old | f',
    'revision r2 v2 n=2 marks=part,new | f',
    'request delete pods web-0 uid=a | ....!',
    ...CLAIMS,
    'pod web-0 a @n1 |  f...T.-',
    'pod web-0 b @n1 marks=part,old |  .......+.R',
    'pod web-1 d @n2 |  f',
    'pod web-2 e @n3 |  f.........T-',
    'pod web-2 g @n3 rev=r2 marks=part,new | ............+.R',
    'converged web |    .!................!',
  ),

  /** The set is deleted and created again under its name. */
  deletion: draw(
    'set web s1 replicas=2 | f...-',
    'set web s2 replicas=2 | ..........+',
    ...CLAIMS,
    'request delete statefulsets web uid=s1 | ....!',
    'pod web-0 a @n1 |  f....T..-',
    'pod web-1 b @n2 |  f....T.-',
    'pod web-0 d of=s2 @n1 | ...........+.R',
    'pod web-1 e of=s2 @n2 | ..............+.R',
    'beat web-0 a @n1 | EXXXX',
    'beat web-0 d @n1 | ............EX',
    'end |              .......................!',
  ),

  ...storageStories,
  ...identityStories,
  ...networkStories,
  ...orderingStories,
  ...parallelStories,
  ...terminationStories,
  ...startOrdinalStories,
  ...minReadyStories,
  ...validationStories,
  ...securityStories,
  ...retentionStories,
  ...applicationStories,
  ...deletionStories,
  ...atMostOneStories,
  ...nodeFailureStories,
  ...disruptionStories,
  ...controlPlaneStories,
  ...updatesStories,
  ...maxUnavailableStories,
  ...revisionStories,
  ...onDeleteStories,
  ...statusStories,
  ...scaleStories,
  ...updatePartitionStories,
};
