import { tryCases } from '../try-cases.ts';
import { takenInTurn } from './taken-in-turn.ts';

const SET = 'set web s1 replicas=2 m=update:r2 | f..m';
const LOW = 'pod web-0 a @n1 |        f.........T-';
const HIGH = ['pod web-1 b @n2 |        f...T-', 'pod web-1 c @n2 rev=r2 | ......+.R'];
const BLIND = 'gap pod | .......--';
const [inOrder, afterThoseAbove, onlyTheOutdated, oneOutstanding] = takenInTurn;
if (!inOrder || !afterThoseAbove || !onlyTheOutdated || !oneOutstanding) throw new Error('four');

const held = { title: 'in its turn', rows: [SET, ...HIGH, LOW], outcome: 'held' } as const;
const blind = {
  title: 'when nobody was looking',
  rows: [SET, ...HIGH, LOW, BLIND],
  outcome: 'unknown',
} as const;
const byAUser = {
  title: 'when a user deleted them',
  rows: [
    ...[SET, ...HIGH, LOW, 'request delete pods web-0 uid=a | ..........!'],
    'request delete pods web-1 uid=b | ....!',
  ],
  outcome: 'unknown',
  trials: 0,
} as const;
const scaledDown = {
  title: 'when they were scaled away',
  rows: ['set web s1 replicas=2 | f..0', 'pod web-1 b @n2 | f...T-', 'pod web-0 a @n1 | f.....T-'],
  outcome: 'unknown',
  trials: 0,
} as const;
const both = [
  ...['set web s1 replicas=2 m=update:r2 | f..m', 'pod web-1 b @n2 | f...T-'],
  'pod web-0 a @n1 | f...T-',
];

tryCases(inOrder, [
  { ...held, trials: 1 },
  {
    title: 'when the lower goes first',
    rows: [SET, 'pod web-1 b @n2 | f...', LOW],
    outcome: 'violated',
    says: /web-0 was taken down while web-1 above it was still at r1/,
  },
  {
    title: 'when the higher is not meant to move at all',
    rows: [
      'set web s1 replicas=2 m=update:r2,strategy:OnDelete | f..m',
      ...['pod web-1 b @n2 | f...', LOW],
    ],
    outcome: 'unknown',
    trials: 0,
  },
  byAUser,
  scaledDown,
  blind,
]);

tryCases(afterThoseAbove, [
  { ...held, trials: 1 },
  {
    title: 'when the one above only runs',
    rows: [SET, 'pod web-1 b @n2 |        f...T-', 'pod web-1 c @n2 rev=r2 | ......+.P', LOW],
    outcome: 'violated',
    says: /while web-1 was not Ready/,
  },
  {
    title: 'when the one above is missing',
    rows: [SET, 'pod web-1 b @n2 | f...T-', LOW],
    outcome: 'violated',
    says: /while web-1 was missing/,
  },
  { title: 'when both go at once', rows: both, outcome: 'violated', says: /web-1 was Terminating/ },
  {
    title: 'when the one above was Ready for too short a time',
    rows: [
      'set web s1 replicas=2 wait=6 m=update:r2 | f..m',
      ...['pod web-1 b @n2 |        f...T-', 'pod web-1 c @n2 rev=r2 | ......+.R', LOW],
    ],
    outcome: 'violated',
    says: /Ready too shortly/,
  },
  {
    title: 'when several may be taken together',
    rows: ['set web s1 replicas=2 most=2 m=update:r2 | f..m', ...both.slice(1)],
    outcome: 'unknown',
    trials: 0,
  },
  blind,
]);

tryCases(onlyTheOutdated, [
  { ...held, trials: 2 },
  {
    title: 'when one that is up to date is restarted',
    rows: ['set web s1 replicas=1 m=replicas:1 | f..m', 'pod web-0 a @n1 | f....T-'],
    outcome: 'violated',
    says: /though it was at r1 already/,
  },
  {
    title: 'when one that had failed is replaced',
    rows: ['set web s1 replicas=1 | f', 'pod web-0 a @n1 | f..F.T-'],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when the deletion is heard of before the status that explains it',
    rows: [
      'set web s1 replicas=1 m=seen:1,template:t2 s=update:r2,seen:2 | f..m...s',
      'pod web-0 a @n1 | f...T-',
    ],
    outcome: 'held',
  },
  byAUser,
  scaledDown,
  blind,
]);

const LONG = '.'.repeat(12);
const ONE = 'set web s1 replicas=1 m=update:r2 | f..m';
const again = (uids: string) =>
  [...uids].map((uid, lap) => `pod web-0 ${uid} @n1 | ${LONG.repeat(lap)}.....+.R...T-`);

tryCases(onlyTheOutdated, [
  {
    title: 'when one that was taken comes back as it was, and is taken again',
    rows: [ONE, ...again('abc')],
    outcome: 'violated',
    says: /web-0 was taken down for r2, and came back at r1/,
  },
  {
    title: 'when it was taken before everybody knew of the update',
    rows: [ONE, 'pod web-0 a @n1 | f...T-', 'pod web-0 b @n1 | ......+.R...T-'],
    outcome: 'held',
    trials: 2,
  },
  {
    title: 'when the line was above it for a while',
    rows: [
      `set web s1 replicas=1 m=update:r2 n=updatePartition:1 o=updatePartition:0 | f..m${LONG}n..o`,
      ...again('ab'),
    ],
    outcome: 'held',
  },
  {
    title: 'when its controller may count by an old status, without a block',
    rows: [ONE.replace('m=', 'block=no m='), ...again('abc')],
    outcome: 'held',
  },
  {
    title: 'when that happens time and again',
    rows: [ONE.replace('m=', 'block=no m='), ...again('abcde')],
    outcome: 'violated',
  },
]);

tryCases(oneOutstanding, [
  { ...held, trials: 1 },
  { title: 'when both go at once', rows: both, outcome: 'violated', says: /before web-1, taken/ },
  {
    title: 'when the order does not matter to its pods',
    rows: ['set web s1 policy=Parallel replicas=2 m=update:r2 | f..m', ...both.slice(1)],
    outcome: 'unknown',
    trials: 0,
  },
  blind,
]);
