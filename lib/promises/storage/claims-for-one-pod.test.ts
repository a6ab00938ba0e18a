import { tryCases } from '../try-cases.ts';
import { oneAtATimeByMode } from './claims-for-one-pod.ts';

const CLAIM = 'claim data-web-0 c0 mode=ReadWriteOncePod | f';
const MEMBER = 'pod web-0 a @n1 | f';
const rival = (columns: string) => `pod rival e @n1 of=none claim=data-web-0 | ${columns}`;
const end = 'end | ....................!';

tryCases(oneAtATimeByMode, [
  {
    title: 'when the second is not let in for as long as it is there',
    rows: [CLAIM, MEMBER, rival('..+.......T-'), end],
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when the second is let in after the first has gone',
    rows: [CLAIM, 'pod web-0 a @n1 | f......T-', rival('..+......R'), end],
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when the second is let in after the first has ended',
    rows: [CLAIM, 'pod web-0 a @n1 | f......S', rival('..+......R'), end],
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when both run',
    rows: [CLAIM, MEMBER, rival('..+...R'), end],
    outcome: 'violated',
    says: /rival ran on data-web-0 beside web-0/,
  },
  {
    title: 'when both run on a claim for many, and it is none of its business',
    rows: ['claim data-web-0 c0 | f', MEMBER, rival('..+...R'), end],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when the second went before anybody could have let it in',
    rows: [CLAIM, MEMBER, rival('..+-'), end],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when the pods were not watched',
    rows: [CLAIM, MEMBER, rival('..+.......T-'), end, 'gap pod | ....--'],
    outcome: 'unknown',
  },
]);
