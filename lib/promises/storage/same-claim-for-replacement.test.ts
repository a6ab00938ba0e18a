import { tryCases } from '../try-cases.ts';
import { sameClaimForReplacement } from './same-claim-for-replacement.ts';

tryCases(sameClaimForReplacement, [
  {
    title: 'when the replacement has the old claim',
    rows: [
      'set web s1 | f',
      'claim data-web-0 c0 | f',
      'pod web-0 a @n1 | f.T-',
      'pod web-0 b @n2 | ....+.R',
    ],
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when a claim of the same name was made instead',
    rows: [
      'set web s1 | f',
      'claim data-web-0 c0 | f.T-',
      'pod web-0 a @n1 | f.T-',
      'claim data-web-0 c9 | ....+',
      'pod web-0 b @n2 | ....+.R',
    ],
    outcome: 'violated',
    says: /claim data-web-0 was c0 and then c9/,
  },
  {
    title: 'when the claim was not there any more',
    rows: [
      'set web s1 | f',
      'claim data-web-0 c0 | f..-',
      'pod web-0 a @n1 | f.T-',
      'pod web-0 b @n2 | ....+.R',
    ],
    outcome: 'violated',
    says: /was not there/,
  },
  {
    title: 'when the scale that condemned it was taken back while its pod was going',
    rows: [
      'set web s1 replicas=1 policy=Parallel whenScaled=Delete | f.0..1',
      'claim data-web-0 c0 | f........-',
      'pod web-0 a @n1 | f..T..r.-',
      'claim data-web-0 c9 | ..........+',
      'pod web-0 b @n2 | ..........+.R',
    ],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when the set had it deleted on the way down',
    rows: [
      'set web s1 whenScaled=Delete | f1....3',
      'claim data-web-1 c1 | f.T-',
      'pod web-1 a @n1 | f.T-',
      'claim data-web-1 c9 | ......+',
      'pod web-1 b @n2 | ......+.R',
    ],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when the replacement never became Ready',
    rows: [
      'set web s1 | f',
      'claim data-web-0 c0 | f',
      'pod web-0 a @n1 | f.T-',
      'pod web-0 b @n2 | ....+...',
    ],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when the watch of claims was blind',
    rows: [
      'set web s1 | f',
      'claim data-web-0 c0 | f',
      'pod web-0 a @n1 | f.T-',
      'gap claim | ...--',
      'pod web-0 b @n2 | .....+.R',
    ],
    outcome: 'unknown',
  },
]);
