import type { History } from '../../model/entry.ts';
import { draw } from '../drawing.ts';

const CLAIMS = ['claim data-web-0 c0 | f', 'claim data-web-1 c1 | f', 'claim data-web-2 c2 | f'];
const TAINT = 'node.kubernetes.io/unreachable';
const GONE = 'node.kubernetes.io/out-of-service';
const long = '.'.repeat(30);

/** Nodes end members, or are lost with them, in stories in which all is well. */
export const nodeFailureStories: Readonly<Record<string, History>> = {
  /** A kubelet ends a member for good; another one is never let in. */
  failed: draw(
    'set web s1 | f',
    ...CLAIMS,
    'pod web-0 a @n1 |  f',
    'pod web-1 d @n2 grace=0 |  f..FT-',
    'pod web-1 g @n2 |  ......+.R',
    'pod web-2 e @n3 |  f',
    'set pinned s9 replicas=1 templates=none | ..........+..................-',
    ...[0, 3, 6, 9, 12, 15].map(
      (second, place) =>
        `pod pinned-0 p${place} set=pinned of=s9 claim=none grace=0 @n1 | ...........${'.'.repeat(second)}+FT-`,
    ),
    'converged web |    .!.........!',
  ),

  /** A node is lost for long enough to be noticed, and comes back. */
  lost: draw(
    'set web s1 m=ready:2 s=held:2,updated:2 n=ready:3,held:3,updated:3 | f....m.......s...............................n',
    ...CLAIMS,
    `fault split-node-network node=n1 | .i<${long}u>`,
    `node n1 taints=${TAINT} | f....N.t${long}Ru`,
    'slice web s9 m=web-0/a/10.0.0.1/R n=web-1/d/10.0.0.2/R | m.....n',
    `pod web-0 a @n1 tol=${TAINT}:5 why=DeletionByTaintManager |  f....r.....DT.......................-`,
    'pod web-0 b @n2 |  .....................................+.R',
    'pod web-1 d @n3 |  f',
    'pod web-2 e @n3 |  f',
    'run web-1 d @n3 |  f',
    'run web-2 e @n3 |  f',
    `run web-0 a @n1 |  f${long}....]`,
    'run web-0 b @n2 |  ......................................[',
    `beat web-0 a @n1 | EXXXXXX${long}`,
    'converged web |    ...............................................!',
  ),

  /** A node that is well is called out of service: one is asked to go, and one may stay. */
  calledDead: draw(
    'set web s1 | f',
    'set calm s2 replicas=1 policy=Parallel templates=none | f',
    ...CLAIMS,
    `fault out-of-service node=n1 | .i.<${long}u>`,
    `node n1 taints=${GONE} | f.t.${long}.u`,
    'pod web-0 a @n1 why=DeletionByTaintManager |  f..DT..-',
    'pod web-0 b @n2 |  ........+.R',
    'pod web-1 d @n3 |  f',
    'pod web-2 e @n3 |  f',
    `pod calm-0 k @n1 set=calm of=s2 claim=none tol=${GONE} | f`,
    'run web-0 a @n1 |  f....]',
    'run web-0 b @n2 |  .........[',
    'run web-1 d @n3 |  f',
    'run web-2 e @n3 |  f',
    'run calm-0 k @n1 |  f',
    'converged web |    .!............!',
    `end | ....${long}....!`,
  ),

  /** A node has no power, is called dead after a while, and is there again much later. */
  fenced: draw(
    'set web s1 m=ready:2 s=held:2,updated:2 n=ready:3,held:3,updated:3 | f....m.......s..........................n',
    ...CLAIMS,
    `fault node-off node=n1 | .i<${long}...............u>`,
    `fault out-of-service node=n1 | ${long}.i<........u>`,
    `node n1 taints=${TAINT} | f....N.t${long}...........Ru`,
    'slice web s9 m=web-0/a/10.0.0.1/R n=web-1/d/10.0.0.2/R | m.....n',
    `pod web-0 a @n1 tol=${TAINT}:5 why=DeletionByTaintManager |  f....r.....DT......................-`,
    'pod web-0 b @n2 |  ....................................+.R',
    'pod web-1 d @n3 |  f',
    'pod web-2 e @n3 |  f',
    'run web-1 d @n3 |  f',
    'run web-2 e @n3 |  f',
    'run web-0 a @n1 |  f.]',
    'run web-0 b @n2 |  .....................................[',
    'beat web-0 a @n1 | EX',
    `converged web |    .........................................!`,
    `end | ${long}${long}${long}!`,
  ),

  /** A node without power is called dead, and lets go of the volume that was attached to it. */
  fencedAndAttached: draw(
    'set web s1 replicas=1 | f',
    'claim data-web-0 c0 vol=pv-c0 | f',
    `fault node-off node=n1 | .i<${long}${long}${long}..u>`,
    `fault out-of-service node=n1 | .....i.<${long}${long}${long}u>`,
    `node n1 taints=${TAINT} | f.N.t${long}${long}${long}...Ru`,
    `pod web-0 a @n1 tol=${TAINT}:5 why=DeletionByTaintManager | f.r..DT..-`,
    'pod web-0 b @n2 | ...........+...R',
    'attachment va1 v1 @n1 vol=pv-c0 | f.........-',
    'attachment va2 v2 @n2 vol=pv-c0 | ............+',
    'run web-0 a @n1 | f.]',
    'run web-0 b @n2 | ..............[',
    `converged web | .!..............!`,
    `end | ${long}${long}${long}...............!`,
  ),

  /** A node is closed for a while: one on it stays, and one is deleted and comes up elsewhere. */
  cordoned: draw(
    'set web s1 | f',
    ...CLAIMS,
    'fault cordon node=n1 | .i<..........u>',
    'request delete pods web-0 uid=a | ....!',
    'pod web-0 a @n1 |  f...T-',
    'pod web-0 b @n2 |  ......+.R',
    'pod web-1 d @n1 |  f',
    'pod web-2 e @n3 |  f',
    'converged web |    .!.......!',
    `end | ${long}!`,
  ),

  /** A node is away for a moment, and its member starts again there. */
  rebooted: draw(
    'set web s1 | f',
    ...CLAIMS,
    'fault reboot-node node=n1 | .......!',
    `node n1 taints=${TAINT} | f....t..u`,
    `pod web-0 a @n1 tol=${TAINT}:300 | f....r...R`,
    'pod web-1 d @n2 |  f',
    'pod web-2 e @n3 |  f',
    'run web-0 a @n1 |  f..]....[',
    'run web-1 d @n2 |  f',
    'run web-2 e @n3 |  f',
    'converged web |    .!',
  ),
};
