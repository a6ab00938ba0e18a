import { tryCases } from '../try-cases.ts';
import { updatePartitionRespected } from './update-partition-respected.ts';

const minute = '.'.repeat(70);
/** A rollout of r2 that must stop above web-1 begins in the second column. */
const ROLLOUT = 'set web s1 m=updatePartition:2,update:r2 | f.m';
const below = ['pod web-0 a @n1 | f', 'pod web-1 b @n2 | f'];

tryCases(updatePartitionRespected, [
  {
    title: 'when the one above is updated and those below stay',
    rows: [ROLLOUT, ...below, 'pod web-2 c @n3 | f..T-', 'pod web-2 d @n3 rev=r2 | .....+.R'],
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when the one at the line stays behind for good',
    rows: [ROLLOUT, ...below, 'pod web-2 c @n3 | f', `end | ...${minute}!`],
    outcome: 'violated',
    says: /web-2 stays at r1/,
  },
  {
    title: 'when the one just below the line is moved',
    rows: [
      ROLLOUT,
      'pod web-0 a @n1 | f',
      'pod web-1 b @n2 | f......T-',
      'pod web-2 c @n3 | f..T-',
      'pod web-2 d @n3 rev=r2 | .....+.R',
      'pod web-1 e @n2 rev=r2 | ........+.R',
    ],
    outcome: 'violated',
    says: /web-1 is below update partition 2/,
  },
  {
    title: 'when the one just below the line is restarted, and comes back as it was',
    rows: [
      ROLLOUT,
      'pod web-0 a @n1 | f',
      'pod web-1 b @n2 | f......T-',
      'pod web-2 c @n3 | f..T-',
      'pod web-2 d @n3 rev=r2 | .....+.R',
      'pod web-1 e @n2 | ........+.R',
      'audit delete pods web-1 uid=b | .......!',
    ],
    outcome: 'violated',
    says: /web-1 is below update partition 2 and was deleted by the controller/,
  },
  {
    title: 'when the line counts from a start ordinal',
    rows: [
      'set web s1 start=5 m=updatePartition:2,update:r2 | f.m',
      'pod web-5 a @n1 | f',
      'pod web-6 b @n2 | f',
      'pod web-7 c @n3 | f..T-',
      'pod web-7 d @n3 rev=r2 | .....+.R',
    ],
    outcome: 'held',
  },
  {
    title: 'when one below has the new revision from before the line was raised',
    rows: [
      'set web s1 m=update:r2 n=updatePartition:2 | fm......n',
      'pod web-0 a @n1 | f',
      'pod web-1 b @n2 | f.T-',
      'pod web-1 e @n2 rev=r2 | ....+R',
      'pod web-2 d @n3 rev=r2 | f',
      'end | ............!',
    ],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'while the canary is not Ready, which holds everything up',
    rows: [
      ROLLOUT,
      ...below,
      'pod web-2 c @n3 | f..T-',
      'pod web-2 d @n3 rev=r2 | .....+.P',
      `end | ...${minute}!`,
    ],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'without any rollout',
    rows: ['set web s1 above=2 | f', ...below, `end | ...${minute}!`],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when the watch of pods was blind',
    rows: [
      ROLLOUT,
      ...below,
      'pod web-2 c @n3 | f..T-',
      'gap pod | ....--',
      'pod web-2 d @n3 rev=r2 | ......f',
    ],
    outcome: 'unknown',
  },
]);
