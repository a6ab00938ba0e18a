import type { History } from '../../model/entry.ts';
import { draw } from '../drawing.ts';

const CLAIMS = ['claim data-web-0 c0 | f', 'claim data-web-1 c1 | f', 'claim data-web-2 c2 | f'];

/** Members are moved on purpose, in stories in which all is well. */
export const disruptionStories: Readonly<Record<string, History>> = {
  /** Two evictions at once, a deletion, one of a member that is not well, and two budgets. */
  budget: draw(
    'set web s1 | f',
    ...CLAIMS,
    'pdb web budget max=1 gone=web-0 n=unhealthyPolicy:AlwaysAllow o=currentHealthy:2,disruptionsAllowed:0 p=currentHealthy:3,disruptionsAllowed:1 | f....!.~op....o0......n',
    'pdb other two min=3 allowed=0 | ......................................+..-',
    'request evict pods web-0 uid=a facts=answered:4500 | ....!',
    'request evict pods web-1 uid=d code=429 facts=answered:4500 | ....!',
    'pod web-0 a @n1 |  f...DT-',
    'pod web-0 b @n2 |  .......+.R',
    'pod web-1 d @n3 |  f',
    'pod web-2 e @n3 |  f.............r..........DT-',
    'pod web-2 g @n3 |  ...........................+.R',
    'request evict pods web-1 uid=d code=429 | ..................!',
    'request evict pods web-2 uid=e code=429 | ...................!',
    'request evict pods web-2 uid=e | .......................!',
    'request delete pods web-1 uid=d | ................................!',
    'pod other-0 z @n3 set=other of=s9 |  f',
    'request evict pods other-0 uid=z code=500 | .......................................!',
    'converged web |    .!..............................................!',
  ),

  /** A node is drained: its member goes when the budget can spare it, and returns elsewhere. */
  drain: draw(
    'set web s1 | f',
    ...CLAIMS,
    'node n1 | f.c...........o',
    'node n2 | f',
    'fault drain-node node=n1 | ..i<..........u>',
    'pdb web budget max=1 gone=web-0 | f....!.~',
    'pod web-0 a @n1 |  f...DT-',
    'pod web-0 b @n2 |  .......+.R',
    'pod web-1 d @n2 |  f',
    'pod web-2 e @n3 |  f',
    'audit create pods web-0 sub=eviction user=kubernetes-admin code=201 | .....!',
    'converged web |    .!...........!',
  ),

  /** The set grows while a budget by share looks on; then nobody counts, and one may go. */
  uncounted: draw(
    'set web s1 | f..1.......3',
    ...CLAIMS,
    'pdb web budget min=50% desired=2 gone=web-0 p=expectedPods:1,desiredHealthy:1 q=expectedPods:3,desiredHealthy:2 | f.......p...q..............!0',
    'pod web-0 a @n1 |  f.........................DT-',
    'pod web-1 d @n2 |  f....T-',
    'pod web-2 e @n3 |  f..T-',
    'pod web-1 g @n2 |  ...........+.R',
    'pod web-2 h @n3 |  ..............+.R',
    'fault stop-controller-manager | ......................i<..........u>',
    'request evict pods web-0 uid=a | .........................!',
    'request evict pods web-1 uid=g code=429 | .............................!',
    'pod web-0 b @n2 |  ....................................+.R',
    'end |    ..........................................!',
  ),
};
