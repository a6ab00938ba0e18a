import { tryCases } from '../try-cases.ts';
import { acknowledgedStays } from './acknowledged-stays.ts';

const START = ['subject owes=rows', 'set web s1 | f', 'fault delete-pod | .....!'];

tryCases(acknowledgedStays, [
  {
    title: 'when a row is there again after a deletion',
    rows: [...START, 'write c1 r1 one | .()', 'read reader r1 one | ..........!'],
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when nothing happened between writing and reading',
    rows: ['subject owes=rows', 'set web s1 | f', 'write c1 r1 one | .()', 'read r r1 one | ....!'],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when a row that was acknowledged is gone',
    rows: [...START, 'write c1 r1 one | .()', 'read reader r1 - | ..........!'],
    outcome: 'violated',
    says: /r1 is gone after it was acknowledged/,
  },
  {
    title: 'when a row that nobody is sure of is not there',
    rows: [...START, 'write c1 r1 one | .(..?', 'read reader r1 - | ..........!'],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when the last write was unsure and shows, and when it does not',
    rows: [
      ...START,
      'write c1 r1 one | .()',
      'write c1 r1 two | ....(.?',
      'read reader r1 two | ..........!',
      'write c2 r2 one | .()',
      'write c2 r2 two | ....(.?',
      'read reader r2 one | ............!',
    ],
    outcome: 'held',
    trials: 2,
  },
  {
    title: 'when an overwritten value comes back',
    rows: [
      ...START,
      'write c1 r1 one | .()',
      'write c1 r1 two | ...()',
      'read reader r1 one | ..........!',
    ],
    outcome: 'violated',
    says: /is one again, which was overwritten/,
  },
  {
    title: 'when two writes were under way at once, whichever shows',
    rows: [
      ...START,
      'write c1 r1 one | .(...)',
      'write c2 r1 two | ..(.)',
      'read reader r1 one | ..........!',
    ],
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when a witness was blind to the clients',
    rows: [...START, 'gap op | ...--', 'write c1 r1 one | .()', 'read reader r1 one | ..........!'],
    outcome: 'unknown',
    says: /cannot be judged/,
  },
]);
