import { tryCases } from '../try-cases.ts';
import { cordonKeepsWhoIsThere } from './cordoned.ts';

const SET = 'set web s1 | f';
const CORDON = 'fault cordon node=n1 | .i<..........u>';
const asked = 'request delete pods web-0 uid=a | ....!';
const end = 'end | ....................!';

tryCases(cordonKeepsWhoIsThere, [
  {
    title: 'when nobody moves',
    rows: [SET, CORDON, 'pod web-0 a @n1 | f', end],
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when one that a user deletes comes up elsewhere',
    rows: [SET, CORDON, asked, 'pod web-0 a @n1 | f...T-', 'pod web-0 b @n2 | ......+.R', end],
    outcome: 'held',
    trials: 2,
  },
  {
    title: 'when it comes up behind the closed door',
    rows: [SET, CORDON, asked, 'pod web-0 a @n1 | f...T-', 'pod web-0 b @n1 | ......+.R', end],
    outcome: 'violated',
    says: /web-0 was placed on n1, which is cordoned/,
  },
  {
    title: 'when one is deleted and nobody asked',
    rows: [SET, CORDON, 'pod web-0 a @n1 | f...T-', end],
    outcome: 'violated',
    says: /web-0 was deleted from n1, which was only cordoned/,
  },
  {
    title: 'when no node is cordoned',
    rows: [SET, 'pod web-0 a @n1 | f', end],
    outcome: 'unknown',
  },
  {
    title: 'when the watch was blind',
    rows: [SET, CORDON, 'pod web-0 a @n1 | f', end, 'gap pod | .....---'],
    outcome: 'unknown',
  },
]);
