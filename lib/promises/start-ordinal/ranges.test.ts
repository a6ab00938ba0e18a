import { withRows } from '../redraw.ts';
import { tryCases } from '../try-cases.ts';
import { startOrdinalRows } from './drawn-stories.ts';
import { countsFromStart, movesItsRange } from './ranges.ts';

const { movedRange } = startOrdinalRows;

tryCases(countsFromStart, [
  {
    title: 'when all count from the start',
    rows: withRows(movedRange),
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when the index counts from zero',
    rows: withRows(
      movedRange,
      'pod web-3 d @n2 labels=apps.kubernetes.io/pod-index:1 | .......+.R',
    ),
    outcome: 'violated',
    says: /web-3 carries the index 1/,
  },
  {
    title: 'when a replacement forgets the start',
    rows: withRows(movedRange, 'pod web-3 d |').concat('pod web-1 d @n2 | .......+.R'),
    outcome: 'violated',
    says: /has no web-3/,
  },
  {
    title: 'when the start is zero',
    rows: ['set web s1 replicas=1 | f', 'pod web-0 a | f', 'converged web replicas=1 | .!'],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when nobody watched',
    rows: [...withRows(movedRange), 'gap pod | ..............--'],
    outcome: 'unknown',
  },
]);

tryCases(movesItsRange, [
  {
    title: 'when the set is exact at last',
    rows: withRows(movedRange),
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when a low ordinal is left behind',
    rows: withRows(movedRange, 'pod web-0 a @n1 | f'),
    outcome: 'violated',
    says: /asks for web-2, web-3 and rested with web-0, web-2, web-3/,
  },
  {
    title: 'when it never comes to rest for it',
    rows: [
      ...withRows(movedRange, 'pod web-0 a @n1 | f', 'converged web replicas=2 |'),
      `set web s1 | ${'.'.repeat(40)}f`,
      `set web s1 | ${'.'.repeat(20)}f`,
      `pod web-9 z of=other set=other | ${'.'.repeat(30)}+${'.'.repeat(29)}R${'.'.repeat(29)}R${'.'.repeat(29)}R${'.'.repeat(20)}R`,
    ],
    outcome: 'violated',
  },
  {
    title: 'when the start never changed',
    rows: withRows(movedRange, 'set web s1 m= | f'),
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when nobody watched',
    rows: [...withRows(movedRange), 'gap pod | ........-'],
    outcome: 'unknown',
  },
]);
