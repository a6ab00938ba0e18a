import { tryCases } from '../try-cases.ts';
import { keptByDefault } from './kept-by-default.ts';

const SHRINKS = 'set web s1 replicas=2 policy=Parallel whenDeleted=Delete | f..1';
const PODS = ['pod web-0 a @n1 | f', 'pod web-1 b @n2 | f...T-'];
const OWN = 'own=StatefulSet/web/s1!';
const KEPT = `claim data-web-1 c1 ${OWN} | f`;
const TAKEN = `claim data-web-1 c1 ${OWN} | f.....T-`;
const END = `end | ${'.'.repeat(40)}!`;

tryCases(keptByDefault, [
  {
    title: 'when the claim stays that only the end of the set may take',
    rows: [SHRINKS, ...PODS, KEPT, END],
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when a smaller scale takes it',
    rows: [SHRINKS, ...PODS, TAKEN, END],
    outcome: 'violated',
    says: /claim data-web-1 was deleted after web-1, under Retain/,
  },
  {
    title: 'when a smaller scale may take it',
    rows: [`${SHRINKS.replace(' |', ' whenScaled=Delete |')}`, ...PODS, TAKEN, END],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when a smaller scale might have taken it shortly before',
    rows: [
      'set web s1 replicas=2 policy=Parallel whenDeleted=Delete whenScaled=Delete ' +
        'm=whenScaled:Retain | f.m1',
      ...PODS,
      TAKEN,
      END,
    ],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when the set goes next',
    rows: [`${SHRINKS}....-`, ...PODS, TAKEN, END],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when its user deletes it',
    rows: [
      ...[SHRINKS, ...PODS, TAKEN, END],
      'request delete persistentvolumeclaims data-web-1 uid=c1 | .....!',
    ],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when nobody watched',
    rows: [SHRINKS, ...PODS, KEPT, END, 'gap claim | .....-'],
    outcome: 'unknown',
  },
]);
