import { tryCases } from '../try-cases.ts';
import { grownByHand } from './grown-claims.ts';

const SET = 'set web s1 replicas=1 asks=1Mi | f.......2';
const PODS = ['pod web-0 a @n1 | f', 'pod web-1 b @n1 | ..........+.R'];
const GROWN = 'claim data-web-0 c0 asks=1Mi m=size:2Mi | f..m';
const NEXT = 'claim data-web-1 c1 asks=1Mi | .........+';
const SHRUNK = 'claim data-web-0 c0 asks=1Mi m=size:2Mi n=size:1Mi | f..m..n';

tryCases(grownByHand, [
  {
    title: 'when the one stays large and the next is small',
    rows: [SET, ...PODS, GROWN, NEXT],
    outcome: 'held',
    trials: 2,
  },
  {
    title: 'when a claim is made small again',
    rows: [SET, ...PODS, SHRUNK, NEXT],
    outcome: 'violated',
    says: /data-web-0 was made 1Mi again/,
  },
  {
    title: 'when somebody asked for it to be small again',
    rows: [SET, ...PODS, SHRUNK, NEXT, 'request patch persistentvolumeclaims data-web-0 | .....!'],
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when the next one is large as well',
    rows: [SET, ...PODS, GROWN, 'claim data-web-1 c1 asks=2Mi | .........+'],
    outcome: 'violated',
    says: /data-web-1 was made with 2Mi for 1Mi/,
  },
  {
    title: 'when none was let grow',
    rows: [SET, ...PODS, 'claim data-web-0 c0 asks=1Mi | f', NEXT],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when nobody watched',
    rows: [SET, ...PODS, GROWN, NEXT, 'gap claim | ....-'],
    outcome: 'unknown',
    trials: 0,
  },
]);
