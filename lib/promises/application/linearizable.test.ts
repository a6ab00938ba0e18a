import { tryCases } from '../try-cases.ts';
import { actsAsOne } from './linearizable.ts';

const START = ['subject owes=register', 'set web s1 | f', 'fault kill-container | ....!'];

tryCases(actsAsOne, [
  {
    title: 'when every reader sees the last write, whichever member it asks',
    rows: [
      ...START,
      'write c1 k one | .()',
      'read c2 k one member=web-1 | ......!',
      'write c3 j one | .()',
    ],
    outcome: 'held',
    trials: 2,
  },
  {
    title: 'when a member answers with what was overwritten',
    rows: [
      ...START,
      'write c1 k one | .()',
      'write c1 k two | ......()',
      'read c2 k one member=web-1 | ...........!',
    ],
    outcome: 'violated',
    says: /k was not one register: read "one" by client c2/,
  },
  {
    title: 'when an unsure write shows late',
    rows: [
      ...START,
      'write c1 k one | .()',
      'write c1 k two | ...(.?',
      'read c2 k one | ......!',
      'read c2 k two | .........!',
    ],
    outcome: 'held',
  },
  {
    title: 'when an unsure write shows and is gone again',
    rows: [
      ...START,
      'write c1 k one | .()',
      'write c1 k two | ...(.?',
      'read c2 k two | ......!',
      'read c2 k one | .........!',
    ],
    outcome: 'violated',
  },
  {
    title: 'when nothing happened to its members',
    rows: ['subject owes=register', 'write c1 k one | .()', 'read c2 k one | ......!'],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when a witness was blind to the clients',
    rows: [...START, 'gap op | .--', 'write c1 k one | .()', 'read c2 k one | ......!'],
    outcome: 'unknown',
    says: /cannot be judged/,
  },
]);
