import { tryCases } from '../try-cases.ts';
import { convergesInTheEnd } from './converges.ts';

const long = '.'.repeat(130);
const END = `end | ${long}!`;
const THREE = [
  'pod calm-0 a set=calm | f',
  'pod calm-1 b set=calm | f',
  'pod calm-2 c set=calm | f',
];
const AGAIN = 'fault kill-controller-manager | ...!';
const OURS = 'subject capabilities=node-exec';

const stalled = { outcome: 'violated' } as const;
const quiet = { outcome: 'unknown', trials: 0 } as const;

tryCases(convergesInTheEnd, [
  {
    title: 'when one that is not wanted is left, and all others are well',
    rows: ['set calm s1 | f2', ...THREE, END],
    ...stalled,
    says: /for 129 s calm-2 was not taken away, with nothing in the way/,
  },
  {
    title: 'when that one is unwell, and the only one',
    rows: ['set calm s1 | f2', ...THREE.slice(0, 2), 'pod calm-2 c set=calm | fr', END],
    ...stalled,
  },
  {
    title: 'when the highest of two that are unwell waits for the other',
    rows: [
      'set calm s1 | f1',
      'pod calm-0 a set=calm | f',
      'pod calm-1 b set=calm | fr',
      'pod calm-2 c set=calm | fr',
      END,
    ],
    ...quiet,
  },
  {
    title: 'when a status of its own making was refused as invalid',
    rows: [
      'set calm s1 | f2',
      ...THREE,
      'audit update statefulsets calm sub=status code=422 | ..!',
      END,
    ],
    ...stalled,
  },
  {
    title: 'when a status was refused by others',
    rows: [
      'set calm s1 | f2',
      ...THREE,
      'audit update statefulsets calm sub=status code=403 | ..!',
      END,
    ],
    ...quiet,
  },
  {
    title: 'when one below it is unwell',
    rows: ['set calm s1 | f2', 'pod calm-0 a set=calm | fr', ...THREE.slice(1), END],
    ...quiet,
  },
  {
    title: 'when it was asked to go',
    rows: ['set calm s1 | f2', ...THREE.slice(0, 2), 'pod calm-2 c set=calm | f.T', END],
    ...quiet,
  },
  {
    title: 'when its set is on its way out, too',
    rows: ['set calm s1 | f2.T', ...THREE, END],
    ...quiet,
  },
  {
    title: 'when the controller had an accident',
    rows: ['set calm s1 | f2', ...THREE, AGAIN, END],
    ...quiet,
  },
  {
    title: 'when the history does not last for long enough',
    rows: ['set calm s1 | f2', ...THREE, `end | ${long.slice(20)}!`],
    ...quiet,
  },
  {
    title: 'when its members become Ready again and again',
    rows: [
      'set calm s1 | f2',
      ...THREE.slice(0, 2),
      `pod calm-2 c set=calm | f${'.'.repeat(60)}rR`,
      END,
    ],
    ...quiet,
  },
  {
    title: 'when the members were not watched',
    rows: ['set calm s1 | f2', ...THREE, 'gap pod | ......--', END],
    outcome: 'unknown',
    says: /whether anything was begun for calm/,
  },
  {
    title: 'when a member at the old revision is left',
    rows: ['set calm s1 m=update:r2 | fm', ...THREE, END],
    ...stalled,
    says: /calm-2 was not renewed/,
  },
  {
    title: 'when all that are old lie below the line',
    rows: [
      ...['set calm s1 above=2 m=update:r2,updated:1,held:2 | fm', ...THREE.slice(0, 2)],
      ...['pod calm-2 c set=calm rev=r2 | f', END],
    ],
    ...quiet,
  },
  {
    title: 'when its users renew it themselves',
    rows: ['set calm s1 strategy=OnDelete m=update:r2,updated:0 | fm', ...THREE, END],
    ...quiet,
  },
  {
    title: 'when an update that has arrived is never called complete',
    rows: [
      'set calm s1 m=update:r2,held:0 | fm',
      ...THREE.map((row) => row.replace('set=calm', 'set=calm rev=r2')),
      END,
    ],
    ...stalled,
    says: /the update of calm was not called complete/,
  },
  {
    title: 'when a Parallel set waits for one below the old one',
    rows: [
      OURS,
      'set calm s1 policy=Parallel m=update:r2 | fm',
      'pod calm-0 a set=calm | fr',
      ...THREE.slice(1),
      END,
    ],
    ...stalled,
    says: /calm-2 was not renewed/,
  },
  {
    title: 'when a broken member of a Parallel set keeps its old template',
    rows: [
      ...[OURS, 'set calm s1 policy=Parallel m=update:r2 | fm', ...THREE.slice(0, 2)],
      ...['pod calm-2 c set=calm | fr', END],
    ],
    ...stalled,
  },
  {
    title: 'when a Parallel set waits for one above the old one',
    rows: [
      ...[OURS, 'set calm s1 policy=Parallel m=update:r2 | fm', ...THREE.slice(0, 2)],
      ...['pod calm-2 c set=calm rev=r2 | fr', END],
    ],
    ...quiet,
  },
  {
    title: 'when a Parallel set counts those that are unwell, as the gate has it',
    rows: [
      `${OURS},max-unavailable`,
      'set calm s1 policy=Parallel m=update:r2 | fm',
      'pod calm-0 a set=calm | fr',
      ...THREE.slice(1),
      END,
    ],
    ...quiet,
  },
  {
    title: 'when nobody knows about the gate',
    rows: [
      'set calm s1 policy=Parallel m=update:r2 | fm',
      'pod calm-0 a set=calm | fr',
      ...THREE.slice(1),
      END,
    ],
    ...quiet,
  },
]);
