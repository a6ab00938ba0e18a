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

const TWO = THREE.slice(0, 2);

tryCases(convergesInTheEnd, [
  {
    title: 'when a member is not made',
    rows: ['set calm s1 replicas=2 | f3', ...TWO, END],
    ...stalled,
    says: /calm-2 was not made/,
  },
  {
    title: 'when one below it is unwell, and the set in order',
    rows: [
      'set calm s1 replicas=2 | f3',
      'pod calm-0 a set=calm | f',
      'pod calm-1 b set=calm | fr',
      END,
    ],
    ...quiet,
  },
  {
    title: 'when one below it is unwell, and the set without order',
    rows: [
      'set calm s1 replicas=2 policy=Parallel | f3',
      'pod calm-0 a set=calm | f',
      'pod calm-1 b set=calm | fr',
      END,
    ],
    ...stalled,
  },
  {
    title: 'when it has to be Ready for a while first',
    rows: ['set calm s1 replicas=2 wait=30 | f3', ...TWO, END],
    ...quiet,
  },
  {
    title: 'when a stranger bears the name',
    rows: ['set calm s1 replicas=2 | f3', ...TWO, 'pod calm-2 c of=none | f', END],
    ...quiet,
  },
  {
    title: 'when its claim is going',
    rows: ['set calm s1 replicas=2 | f3', ...TWO, 'claim data-calm-2 c2 | fT', END],
    ...quiet,
  },
  {
    title: 'when its claim waits for the collector, and nobody tells of its end',
    rows: [
      'set calm s1 replicas=2 | f.3',
      ...TWO,
      'claim data-calm-2 c2 own=Pod/calm-2/old | f...T-',
      `dns calm-0 | ${long}q`,
      'pod calm-9 z of=none | ..............................f',
      END,
    ],
    ...quiet,
  },
  {
    title: 'when its admission is denied',
    rows: ['set calm s1 replicas=2 | f3', ...TWO, 'audit create pods calm-2 code=403 | ..!', END],
    ...quiet,
  },
  {
    title: 'when its creation fails, as an event says',
    rows: [
      'set calm s1 replicas=2 | f3',
      ...TWO,
      'event FailedCreate calm says=create_Pod_calm-2_in_StatefulSet_calm_failed | ..+',
      END,
    ],
    ...quiet,
  },
  {
    title: 'when the denied one has come, and the next one does not',
    rows: [
      'set calm s1 replicas=2 | f3.4',
      ...TWO,
      'audit create pods calm-2 code=403 | ..!',
      'pod calm-2 c set=calm | ...+R',
      `end | ....${long}!`,
    ],
    ...stalled,
    says: /calm-3 was not made/,
  },
  {
    title: 'when a webhook refuses all',
    rows: ['set calm s1 replicas=2 | f3', ...TWO, 'fault refuse-by-webhook | i<', END],
    ...quiet,
  },
  {
    title: 'when the collector is turned off, and the controllers with it for a moment',
    rows: ['set calm s1 replicas=2 | f3', ...TWO, 'fault stop-garbage-collector | i<', END],
    ...quiet,
  },
]);
