import { tryCases } from '../try-cases.ts';
import { waitsForItsNode } from './waits-for-its-node.ts';

const SET = 'set web s1 replicas=1 | f';
const CLAIM = 'claim data-web-0 c0 vol=pv0 m=volume:pv1 | f';
const SHUT = 'node n1 | f.c.........o';
const OLD = 'pod web-0 a @n1 | f..T-';
const WAITS = 'pod web-0 b @n1 | .....+.......P.R';
const ELSEWHERE = 'pod web-0 b @n2 | .....+.......P.R';

tryCases(waitsForItsNode, [
  {
    title: 'when it waits until its node is open again',
    rows: [SET, CLAIM, SHUT, OLD, WAITS],
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when it waits for as long as anybody looks',
    rows: [SET, CLAIM, 'node n1 | f.N', OLD, 'pod web-0 b | .....+', 'end | ............!'],
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when its claim is bound to another volume elsewhere',
    rows: [SET, `${CLAIM}.......m`, SHUT, OLD, ELSEWHERE],
    outcome: 'violated',
    says: /web-0 came up on n2: claim data-web-0 was bound to pv0 and then to pv1/,
  },
  {
    title: 'when its volume goes with it',
    rows: [SET, CLAIM, SHUT, OLD, ELSEWHERE],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when somebody deleted the claim',
    rows: [
      ...[SET, `${CLAIM}.......m`, SHUT, OLD, ELSEWHERE],
      'request delete persistentvolumeclaims data-web-0 uid=c0 | ....!',
    ],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when its node is open',
    rows: [SET, CLAIM, 'node n1 | f', OLD, WAITS],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when nobody watched',
    rows: [SET, CLAIM, SHUT, OLD, WAITS, 'gap pod | .......--'],
    outcome: 'unknown',
  },
]);
