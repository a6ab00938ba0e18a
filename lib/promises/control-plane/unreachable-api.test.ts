import { tryCases } from '../try-cases.ts';
import { acknowledgedSpecsSurvive, membersOutliveTheApi } from './unreachable-api.ts';

const AWAY = 'fault stop-api-server | .<......u>';
const POD = 'pod web-0 a @n1 | f';

tryCases(membersOutliveTheApi, [
  {
    title: 'when it runs on and writes',
    rows: [AWAY, POD, 'run web-0 a @n1 | f', 'beat web-0 a @n1 | E..x.x....x'],
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when it is stopped because nobody answers',
    rows: [AWAY, POD, 'run web-0 a @n1 | f...]', 'beat web-0 a @n1 | E..x'],
    outcome: 'violated',
    says: /web-0 was stopped while the API was away/,
  },
  {
    title: 'when it was told to go before, and is stopped meanwhile',
    rows: [AWAY, 'pod web-0 a @n1 | f.T', 'run web-0 a @n1 | f...]', 'beat web-0 a @n1 | E..x'],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when it is stopped meanwhile and told to go afterwards',
    rows: [
      AWAY,
      'pod web-0 a @n1 | f.........T',
      'run web-0 a @n1 | f...]',
      'beat web-0 a @n1 | E..x',
    ],
    outcome: 'violated',
  },
  {
    title: 'when a double appears on its return',
    rows: [
      AWAY,
      POD,
      'pod web-0 b @n2 | ..........+.R',
      'run web-0 a @n1 | f',
      'run web-0 b @n2 | ...........[',
      'beat web-0 a @n1 | E..x',
      'end | ..............!',
    ],
    outcome: 'violated',
    says: /double/,
  },
  {
    title: 'when nothing shows that it worked',
    rows: [AWAY, POD, 'run web-0 a @n1 | f'],
    outcome: 'unknown',
    says: /nothing shows/,
  },
  {
    title: 'when the API was there',
    rows: [POD, 'run web-0 a @n1 | f', 'beat web-0 a @n1 | E..x.x....x'],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when the runtime was not watched',
    rows: [
      AWAY,
      POD,
      'run web-0 a @n1 | f',
      'gap runtime where=n1 | ...--',
      'beat web-0 a @n1 | E..x',
    ],
    outcome: 'unknown',
  },
]);

const STORE = 'fault stop-etcd | ....<...u>';
const ASKED = 'request patch statefulsets/scale web facts=generation:2 | ..!';

tryCases(acknowledgedSpecsSurvive, [
  {
    title: 'when what was acknowledged is there',
    rows: ['set web s1 | f.2........m m=ready:2', ASKED, STORE],
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when an acknowledged spec is lost',
    rows: ['set web s1 m=ready:2 | f..........m', ASKED.replace(':2', ':3'), STORE],
    outcome: 'violated',
    says: /an acknowledged spec of web was lost/,
  },
  {
    title: 'when the store was never away',
    rows: ['set web s1 | f.2........1', ASKED],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when the history ends before it is back',
    rows: ['set web s1 | f.2', ASKED, STORE],
    outcome: 'unknown',
    says: /before the store was back/,
  },
]);
