import { tryCases } from '../try-cases.ts';
import { atMostOne } from './at-most-one.ts';

const A = 'pod web-0 a @n1 | +R..T-';
const B = 'pod web-0 b @n2 | ......+R';
const LEDGER = 'fault delete-pod-by-force excuses=SS-AMO-001 uids=a | ....!';

tryCases(atMostOne, [
  {
    title: 'when the old one stops before the new one starts',
    rows: [A, B, 'run web-0 a @n1 | [...]', 'run web-0 b @n2 | ......['],
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when the new one starts before the old one stops',
    rows: [A, B, 'run web-0 a @n1 | [......]', 'run web-0 b @n2 | .....[....]'],
    outcome: 'violated',
    says: /web-0 ran twice for at least 1990 ms: a on n1 and b on n2/,
  },
  {
    title: 'when nobody ever saw the old one stop',
    rows: [A, B, 'run web-0 a @n1 | [', 'run web-0 b @n2 | .....[', 'end | .........!'],
    outcome: 'violated',
  },
  {
    title: 'when the old one comes back',
    rows: [A, B, 'run web-0 a @n1 | [...]....[.]', 'run web-0 b @n2 | ......[......]'],
    outcome: 'violated',
  },
  {
    title: 'when the runtime missed it and the lines on the volume did not',
    rows: [
      A,
      B,
      'run web-0 a @n1 | [...]',
      'beat web-0 a @n1 | .Exxxxxx',
      'run web-0 b @n2 | .....[...]',
    ],
    outcome: 'violated',
  },
  {
    title: 'when the overlap stands in the ledger',
    rows: [A, B, LEDGER, 'run web-0 a @n1 | [......]', 'run web-0 b @n2 | .....[....]'],
    outcome: 'unknown',
    trials: 0,
    excused: 1,
    says: /ran twice for at least 1990 ms.*; delete-pod-by-force said so/,
  },
  {
    title: 'when the ledger was not told of the force delete',
    rows: [
      A,
      B,
      'request delete pods web-0 uid=a grace=0 | ....!',
      'run web-0 a @n1 | [......]',
      'run web-0 b @n2 | .....[....]',
    ],
    outcome: 'violated',
  },
  {
    title: 'when the ledger speaks of another pod',
    rows: [
      A,
      B,
      'fault delete-pod-by-force excuses=SS-AMO-001 uids=z | ....!',
      'run web-0 a @n1 | [......]',
      'run web-0 b @n2 | .....[....]',
    ],
    outcome: 'violated',
  },
  {
    title: 'when only the sandbox of the old one lasts',
    rows: [
      A,
      B,
      'run web-0 a @n1 | [...]',
      'run web-0 a @n1 name=POD | [.......]',
      'run web-0 b @n2 | ......[',
    ],
    outcome: 'held',
  },
  {
    title: 'when a container restarted in its pod',
    rows: [A, 'run web-0 a @n1 | [...]..['],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when two ordinals run at once, as they should',
    rows: ['run web-0 a @n1 | [....]', 'run web-1 b @n2 | [....]'],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when the witness of the old node was blind at its end',
    rows: [
      A,
      B,
      'run web-0 a @n1 | [',
      'gap runtime where=n1 | ..-------',
      'run web-0 b @n2 | ......[',
    ],
    outcome: 'unknown',
  },
  {
    title: 'when the witness of a third node was blind',
    rows: [
      A,
      B,
      'pod web-1 c @n3 | f',
      'run web-1 c @n3 | f',
      'run web-0 a @n1 | [...]',
      'gap runtime where=n3 | ..-------',
      'run web-0 b @n2 | ......[',
    ],
    outcome: 'held',
  },
  {
    title: 'when the new one was found running, who knows since when',
    rows: [A, B, 'run web-0 a @n1 | [...]', 'run web-0 b @n2 | ......f'],
    outcome: 'unknown',
  },
  {
    title: 'when the new one was found running, in a sandbox that was seen to start',
    rows: [
      A,
      B,
      'run web-0 a @n1 | [...]',
      'run web-0 b @n2 name=POD | .....[',
      'run web-0 b @n2 | ......f',
    ],
    outcome: 'held',
  },
  {
    title: 'when no runtime saw the new one at all',
    rows: [A, B, 'run web-0 a @n1 | [...]'],
    outcome: 'unknown',
    says: /showed no container/,
  },
]);
