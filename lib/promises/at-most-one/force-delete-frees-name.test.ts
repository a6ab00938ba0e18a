import { tryCases } from '../try-cases.ts';
import { forceDeleteFreesName } from './force-delete-frees-name.ts';

const LEDGER = 'fault delete-pod-by-force excuses=SS-AMO-001 uids=a | ....!';
const long = '.'.repeat(40);

tryCases(forceDeleteFreesName, [
  {
    title: 'when the two are seen at once and the ledger explains them',
    rows: [
      'pod web-0 a @n1 | f..T-',
      'pod web-0 b @n2 | .....+.R',
      LEDGER,
      'run web-0 a @n1 | f.........]',
      'run web-0 b @n2 | ......[.......]',
    ],
    outcome: 'held',
    trials: 1,
    excused: 1,
    says: /at least 3990 ms/,
  },
  {
    title: 'when the name stays taken while the old process runs on',
    rows: ['pod web-0 a @n1 | f..T', LEDGER, 'run web-0 a @n1 | f', `end | ....${long}!`],
    outcome: 'violated',
    says: /30 s later its name was still taken/,
  },
  {
    title: 'when the old process stopped at once',
    rows: [
      'pod web-0 a @n1 | f..T-',
      'pod web-0 b @n2 | .....+.R',
      LEDGER,
      'run web-0 a @n1 | f...]',
      'run web-0 b @n2 | ......[.......]',
    ],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when the ledger knows nothing of the overlap',
    rows: [
      'pod web-0 a @n1 | f..T-',
      'pod web-0 b @n2 | .....+.R',
      'run web-0 a @n1 | f.........]',
      'run web-0 b @n2 | ......[.......]',
    ],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when the new one has no room to run yet',
    rows: [
      'pod web-0 a @n1 | f..T-',
      'pod web-0 b @n2 | .....+',
      LEDGER,
      'run web-0 a @n1 | f',
      `end | ....${long}!`,
    ],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when the watch was blind after the blow',
    rows: [
      'pod web-0 a @n1 | f..T',
      LEDGER,
      'gap pod | .....---',
      'run web-0 a @n1 | f',
      `end | ....${long}!`,
    ],
    outcome: 'unknown',
  },
]);
