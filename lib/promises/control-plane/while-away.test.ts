import { tryCases } from '../try-cases.ts';
import { nothingReplacedUnattended, waitsForTheScheduler } from './while-away.ts';

const SET = 'set web s1 | f';
const AWAY = 'fault stop-controller-manager | .<..........u>';
const LOST = ['pod web-0 a @n1 | f..T.-', 'pod web-1 b @n2 | f..T.-', 'pod web-2 c @n3 | f'];

tryCases(nothingReplacedUnattended, [
  {
    title: 'when the lost return in order, and later',
    rows: [
      SET,
      AWAY,
      ...LOST,
      'pod web-0 d @n1 | ..............+.R',
      'pod web-1 e @n2 | .................+.R',
    ],
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when somebody else creates one again',
    rows: [
      SET,
      AWAY,
      ...LOST,
      'pod web-0 d @n1 | .......+.R',
      'pod web-1 e @n2 | .................+.R',
    ],
    outcome: 'violated',
    says: /web-0 was replaced while the controller was away/,
  },
  {
    title: 'when the backlog is handled the wrong way round',
    rows: [
      SET,
      AWAY,
      ...LOST,
      'pod web-1 e @n2 | ..............+.R',
      'pod web-0 d @n1 | .................+.R',
    ],
    outcome: 'violated',
    says: /replaced after one above it/,
  },
  {
    title: 'when nobody was lost',
    rows: [SET, AWAY, 'pod web-0 a @n1 | f'],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when the history ends before their return',
    rows: [SET, AWAY, ...LOST],
    outcome: 'unknown',
    says: /history ends/,
  },
  {
    title: 'when the pods were not watched',
    rows: [
      SET,
      AWAY,
      ...LOST,
      'gap pod | ......--',
      'pod web-0 d @n1 | ..............+.R',
      'pod web-1 e @n2 | .................+.R',
    ],
    outcome: 'unknown',
  },
]);

const IDLE = 'fault stop-scheduler | .<..........u>';

tryCases(waitsForTheScheduler, [
  {
    title: 'when it waits, and those above it wait with it',
    rows: [
      SET,
      IDLE,
      'pod web-0 a @n1 | f',
      'pod web-1 b @n2 | ..+...........P.R',
      'pod web-2 c @n3 | .................+.R',
    ],
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when one above it is created meanwhile',
    rows: [SET, IDLE, 'pod web-1 b @n2 | ..+...........P.R', 'pod web-2 c @n3 | .......+'],
    outcome: 'violated',
    says: /web-2 was created while web-1 waited/,
  },
  {
    title: 'when it is never scheduled',
    rows: [SET, IDLE, 'pod web-1 b @n2 | ..+', `end | ${'.'.repeat(90)}!`],
    outcome: 'violated',
    says: /was not scheduled when somebody scheduled again/,
  },
  {
    title: 'when there was nobody to schedule',
    rows: [SET, IDLE, 'pod web-0 a @n1 | f'],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when the pods were not watched',
    rows: [SET, IDLE, 'pod web-1 b @n2 | ..+...........P.R', 'gap pod | .....--'],
    outcome: 'unknown',
  },
]);
