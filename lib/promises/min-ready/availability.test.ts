import { withRows } from '../redraw.ts';
import { tryCases } from '../try-cases.ts';
import { availableAfterWait, availableIsReady, flapStartsAgain } from './availability.ts';
import { minReadyRows, PATIENT } from './drawn-stories.ts';

const { patience } = minReadyRows;

tryCases(availableAfterWait, [
  { title: 'when nobody counts too early', rows: withRows(patience), outcome: 'held', trials: 3 },
  {
    title: 'when available is Ready',
    rows: withRows(
      patience,
      `${PATIENT} m=ready:1,available:1 n=ready:1,available:1 | +..m......n`,
    ),
    outcome: 'violated',
    says: /called 1 members available when 0 had been Ready for 8 s/,
  },
  {
    title: 'when one that counts is on its way out',
    rows: [
      'set web s1 replicas=2 wait=8 templates=none m=ready:2,available:1 | f...........m',
      'pod web-1 b claim=none | f..........T......-',
      'pod web-0 a claim=none | ....+....R',
    ],
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when one that counts was Ready a moment ago',
    rows: [
      'set web s1 replicas=2 wait=8 templates=none m=ready:2,available:1 | f...........m',
      'pod web-1 b claim=none | f..........r',
      'pod web-0 a claim=none | ....+....R',
    ],
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when one counts that is long since not Ready',
    rows: [
      'set web s1 replicas=2 wait=8 templates=none m=ready:2,available:1 | f...........m',
      'pod web-1 b claim=none | f......r',
      'pod web-0 a claim=none | ....+....R',
    ],
    outcome: 'violated',
    says: /called 1 members available when 0 had been Ready for 8 s/,
  },
  {
    title: 'without a wait',
    rows: ['set web s1 | ff', 'pod web-0 a | f'],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when nobody watched',
    rows: [...withRows(patience), 'gap pod | ..-'],
    outcome: 'unknown',
  },
]);

tryCases(flapStartsAgain, [
  { title: 'when the wait begins again', rows: withRows(patience), outcome: 'held', trials: 1 },
  {
    title: 'when the time before the flap counts, too',
    rows: withRows(patience, 'set web s1 q=available:2 | .............................q'),
    outcome: 'violated',
  },
  {
    title: 'when nobody flaps',
    rows: withRows(patience, 'pod web-0 a @n1 | +.R'),
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when nobody watched',
    rows: [...withRows(patience), `gap pod | ${'.'.repeat(27)}-`],
    outcome: 'unknown',
  },
]);

tryCases(availableIsReady, [
  {
    title: 'when both are the same',
    rows: ['set web s1 | ff', 'pod web-0 a | f'],
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when they differ',
    rows: ['set web s1 m=ready:3,available:2 | fm'],
    outcome: 'violated',
  },
  { title: 'with a wait', rows: withRows(patience), outcome: 'unknown', trials: 0 },
  { title: 'when nobody watched', rows: ['set web s1 | f..f', 'gap set | .-'], outcome: 'unknown' },
]);
