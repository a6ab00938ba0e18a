import { tryCases } from '../try-cases.ts';
import { claimsReattached } from './claims-reattached.ts';

tryCases(claimsReattached, [
  {
    title: 'when each ordinal finds its claim again',
    rows: [
      'set web s1 | f.T-',
      'claim data-web-0 c0 | f',
      'pod web-0 a @n1 | f.T-',
      'set web s2 | .....+',
      'pod web-0 b @n2 of=s2 | .....+.R',
    ],
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when claims were deleted with the set',
    rows: [
      'set web s1 | f.T-',
      'claim data-web-0 c0 | f.T-',
      'pod web-0 a @n1 | f.T-',
      'set web s2 | .....+',
      'claim data-web-0 c9 | .....+',
      'pod web-0 b @n2 of=s2 | .....+.R',
    ],
    outcome: 'violated',
    says: /was c0 and then c9/,
  },
  {
    title: 'when the new member was given another claim',
    rows: [
      'set web s1 | f.T-',
      'claim data-web-0 c0 | f',
      'pod web-0 a @n1 | f.T-',
      'set web s2 | .....+',
      'pod web-0 b @n2 of=s2 claim=data-web-7 | .....+.R',
    ],
    outcome: 'violated',
    says: /left aside/,
  },
  {
    title: 'when its policy is to delete them',
    rows: [
      'set web s1 whenDeleted=Delete | f.T-',
      'claim data-web-0 c0 | f.T-',
      'pod web-0 a @n1 | f.T-',
      'set web s2 | .....+',
      'claim data-web-0 c9 | .....+',
      'pod web-0 b @n2 of=s2 | .....+.R',
    ],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when it was not created again',
    rows: [
      'set web s1 | f.T-',
      'claim data-web-0 c0 | f',
      'pod web-0 a @n1 | f.T-',
      'end | .........!',
    ],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when the watch of sets was blind',
    rows: [
      'set web s1 | f.T-',
      'claim data-web-0 c0 | f',
      'pod web-0 a @n1 | f.T-',
      'gap set | ....--',
      'set web s2 | ......f',
      'pod web-0 b @n2 of=s2 | .....+.R',
    ],
    outcome: 'unknown',
  },
]);
