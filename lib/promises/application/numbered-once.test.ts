import { tryCases } from '../try-cases.ts';
import { numberedOnce } from './numbered-once.ts';

const START = ['subject owes=rows', 'set web s1 | f', 'fault delete-pod | .....!'];

tryCases(numberedOnce, [
  {
    title: 'when numbers go on after a death',
    rows: [...START, 'write c1 r1 one place=1 | .()', 'write c1 r2 two place=2 | ........()'],
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when two writes at once are numbered the other way round',
    rows: [
      ...START,
      'write c1 r1 one place=8 | ......(...)',
      'write c2 r2 two place=7 | .......(.)',
    ],
    outcome: 'held',
    trials: 2,
  },
  {
    title: 'when a number is given again',
    rows: [...START, 'write c1 r1 one place=1 | .()', 'write c2 r2 two place=1 | ........()'],
    outcome: 'violated',
    says: /r1 and r2 were both given 1/,
  },
  {
    title: 'when numbers go back',
    rows: [...START, 'write c1 r1 one place=9 | .()', 'write c2 r2 two place=3 | ........()'],
    outcome: 'violated',
    says: /r2 was given 3 after 9 had been given/,
  },
  {
    title: 'when nothing happened to the set',
    rows: ['subject owes=rows', 'set web s1 | f', 'write c1 r1 one place=1 | .()'],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when writes have no numbers, or nobody knows which',
    rows: [...START, 'write c1 r1 one | .......()', 'write c2 r2 two place=1 | ........(..?'],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when a witness was blind to the clients',
    rows: [...START, 'gap op | ......----', 'write c1 r1 one place=1 | ........()'],
    outcome: 'unknown',
    says: /cannot be judged/,
  },
]);
