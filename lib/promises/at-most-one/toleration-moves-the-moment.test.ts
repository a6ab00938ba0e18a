import { tryCases } from '../try-cases.ts';
import { tolerationMovesTheMoment } from './toleration-moves-the-moment.ts';

const SPLIT = 'fault split-node-network node=n1 | .<...................u>';
const NODE = 'node n1 taints=node.kubernetes.io/unreachable | f..N.t';
const POD = 'pod web-0 a @n1 tol=node.kubernetes.io/unreachable:5';

tryCases(tolerationMovesTheMoment, [
  {
    title: 'when it is asked to go after what it tolerates, and stays',
    rows: [SPLIT, NODE, `${POD} | f.........T............-`],
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when it is asked to go too soon',
    rows: [SPLIT, NODE, `${POD} | f......T...............-`],
    outcome: 'violated',
    says: /tolerates 5 s and was asked to go after 2.0 s/,
  },
  {
    title: 'when it is replaced for it',
    rows: [SPLIT, NODE, `${POD} | f.........T.-`, 'pod web-0 b @n2 | ..............+.R'],
    outcome: 'violated',
    says: /was replaced/,
  },
  {
    title: 'when a user asks first',
    rows: [
      SPLIT,
      NODE,
      'request delete pods web-0 uid=a | ......!',
      `${POD} | f......T...............-`,
    ],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when it tolerates for ever',
    rows: [SPLIT, NODE, 'pod web-0 a @n1 tol=node.kubernetes.io/unreachable | f'],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when the nodes were not watched',
    rows: [SPLIT, NODE, `${POD} | f.........T............-`, 'gap node | ......--'],
    outcome: 'unknown',
  },
]);
