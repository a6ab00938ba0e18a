import { withRows } from '../redraw.ts';
import { tryCases } from '../try-cases.ts';
import { minReadyRows } from './drawn-stories.ts';
import { changedWithoutRestart, orderWaitsForAvailability } from './waiting.ts';

const { patience } = minReadyRows;
const SHRINK = [
  'set web s1 replicas=2 wait=8 templates=none | f.........1',
  'pod web-0 a claim=none | f....rR',
];
/** web-1 is Ready again after 8 s. */
const RENEWAL = [
  'set web s1 policy=Parallel replicas=2 wait=8 templates=none m=update:r2 | f..m',
  'pod web-1 b claim=none | f...T-',
  'pod web-1 c claim=none rev=r2 | ......+.R',
];

tryCases(changedWithoutRestart, [
  { title: 'when all run on', rows: withRows(patience), outcome: 'held', trials: 1 },
  {
    title: 'when one is restarted for it',
    rows: withRows(
      patience,
      `set web s1 n=minReadySeconds:1,available:1 | ${'.'.repeat(42)}n`,
      'pod web-1 b @n2 claim=none | ...........+.R.............................T-',
    ),
    outcome: 'violated',
    says: /web-1 was deleted when minReadySeconds changed/,
  },
  {
    title: 'when a new template takes one before all are counted',
    rows: [
      'request patch statefulsets web facts=keys:spec.minReadySeconds | .!',
      'set web s1 replicas=1 m=minReadySeconds:8,available:0 n=update:r2 | f.m....n',
      'pod web-0 a | f.......T-',
      `end | ${'.'.repeat(90)}!`,
    ],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when nobody is counted anew',
    rows: [
      'set web s1 replicas=1 wait=8 m=minReadySeconds:1,available:0 | f.m',
      'pod web-0 a | f',
      `end | ${'.'.repeat(70)}!`,
    ],
    outcome: 'violated',
    says: /never counted its members anew/,
  },
  {
    title: 'when the wait stays',
    rows: ['set web s1 wait=8 | f', 'pod web-0 a | f'],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when nobody watched',
    rows: [...withRows(patience), `gap set | ${'.'.repeat(43)}-`],
    outcome: 'unknown',
  },
]);

tryCases(orderWaitsForAvailability, [
  { title: 'when creation waits', rows: withRows(patience), outcome: 'held', trials: 1 },
  {
    title: 'when creation does not wait',
    rows: withRows(patience, 'pod web-1 b @n2 claim=none | .....+.......R'),
    outcome: 'violated',
    says: /web-1 was created when web-0 had been Ready for/,
  },
  {
    title: 'when a scale-down waits',
    rows: [...SHRINK, 'pod web-1 b claim=none | f..............T-'],
    outcome: 'held',
  },
  {
    title: 'when a scale-down does not wait',
    rows: [...SHRINK, 'pod web-1 b claim=none | f..........T-'],
    outcome: 'violated',
    says: /web-1 was removed when web-0 had been Ready for/,
  },
  {
    title: 'when the update of a Parallel set waits',
    rows: [...RENEWAL, 'pod web-0 a claim=none | f.................T-'],
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when the update of a Parallel set does not wait',
    rows: [...RENEWAL, 'pod web-0 a claim=none | f.........T-'],
    outcome: 'violated',
    says: /web-0 was updated when web-1 had been Ready for/,
  },
  {
    title: 'when it may take several at a time',
    rows: [
      'set web s1 policy=Parallel replicas=2 wait=8 most=2 templates=none m=update:r2 | f..m',
      ...RENEWAL.slice(1),
      'pod web-0 a claim=none | f.........T-',
    ],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when a Parallel set is scaled down',
    rows: [
      'set web s1 policy=Parallel replicas=2 wait=8 templates=none | f.........1',
      'pod web-0 a claim=none | f....rR',
      'pod web-1 b claim=none | f..........T-',
    ],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'without a wait',
    rows: ['set web s1 | +', 'pod web-0 a | +R', 'pod web-1 b | ..+'],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when nobody watched',
    rows: [...withRows(patience), 'gap pod | .....-'],
    outcome: 'unknown',
  },
]);
