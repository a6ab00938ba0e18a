import { tryCases } from '../try-cases.ts';
import { oldRevisionBelow } from './old-revision-below.ts';

const ROLLOUT = 'set web s1 m=updatePartition:2,update:r2 n=current:r2 | f.m';

tryCases(oldRevisionBelow, [
  {
    title: 'when a member below comes back as it was, before and after the canary arrived',
    rows: [
      ROLLOUT,
      'pod web-0 a @n1 | f..T-',
      'pod web-0 b @n1 | .....+.R......T-',
      'pod web-2 d @n3 rev=r2 | .....+.R',
      'pod web-0 e @n1 | ................+.R',
    ],
    outcome: 'held',
    trials: 2,
  },
  {
    title: 'when it comes back at the update revision',
    rows: [ROLLOUT, 'pod web-0 a @n1 | f......T-', 'pod web-0 b @n1 rev=r2 | .........+.R'],
    outcome: 'violated',
    says: /web-0 was lost below update partition 2 and came back at r2 instead of r1/,
  },
  {
    title: 'when the controller calls the rollout complete while somebody is missing',
    rows: [
      `${ROLLOUT}.....n`,
      'pod web-0 a @n1 | f......T-',
      'pod web-0 b @n1 rev=r2 | .........+.R',
    ],
    outcome: 'violated',
  },
  {
    title: 'when the one above the line was lost',
    rows: [ROLLOUT, 'pod web-2 a @n1 | f......T-', 'pod web-2 b @n1 rev=r2 | .........+.R'],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when the line was lowered in between',
    rows: [
      'set web s1 m=updatePartition:2,update:r2 n=updatePartition:0 | f.m.....n',
      'pod web-0 a @n1 | f......T-',
      'pod web-0 b @n1 rev=r2 | .........+.R',
    ],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when the set was scaled to nothing in between',
    rows: [
      'set web s1 m=updatePartition:2,update:r2 | f.m...0..3',
      'pod web-0 a @n1 | f......T-',
      'pod web-0 b @n1 rev=r2 | ..........+.R',
    ],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when nothing is being rolled out',
    rows: [
      'set web s1 above=2 | f',
      'pod web-0 a @n1 | f......T-',
      'pod web-0 b @n1 | .........+.R',
    ],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when the watch of sets was blind',
    rows: [
      ROLLOUT,
      'gap set | .......--',
      'pod web-0 a @n1 | f......T-',
      'pod web-0 b @n1 | .........+.R',
    ],
    outcome: 'unknown',
  },
]);
