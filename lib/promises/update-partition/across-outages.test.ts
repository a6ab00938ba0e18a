import { tryCases } from '../try-cases.ts';
import { updatePartitionOutlivesOutages } from './across-outages.ts';

const ROLLOUT = 'set web s1 m=updatePartition:2,update:r2 | f.m';
const CANARY = ['pod web-2 c @n3 | f..T-', 'pod web-2 f @n3 rev=r2 | .....+.R'];
const AWAY = 'fault stop-api-server | ........i<...u>';
const LOST = [
  'request delete pods web-0 uid=a | ..............!',
  'pod web-0 a @n1 | f.............T-',
];
const end = `end | ${'.'.repeat(60)}!`;

tryCases(updatePartitionOutlivesOutages, [
  {
    title: 'when one below the line comes back as it was',
    rows: [ROLLOUT, ...CANARY, AWAY, ...LOST, 'pod web-0 d @n1 | ................+.R', end],
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when one below the line comes back at the new revision',
    rows: [ROLLOUT, ...CANARY, AWAY, ...LOST, 'pod web-0 d @n1 rev=r2 | ................+.R', end],
    outcome: 'violated',
    says: /after stop-api-server, web-0 is below update partition 2/,
  },
  {
    title: 'when nothing came up for decision after the outage',
    rows: [ROLLOUT, ...CANARY, AWAY, 'pod web-0 a @n1 | f', end],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when the watch was blind after the outage',
    rows: [
      ...[ROLLOUT, ...CANARY, AWAY, ...LOST, 'pod web-0 d @n1 | ................+.R', end],
      'gap pod | .............-----',
    ],
    outcome: 'unknown',
  },
]);
