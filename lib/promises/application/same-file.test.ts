import { tryCases } from '../try-cases.ts';
import { sameFileServed } from './same-file.ts';

const START = ['subject owes=file', 'set web s1 | f', 'fault delete-pod | ....!'];

tryCases(sameFileServed, [
  {
    title: 'when each member serves what it served before',
    rows: [
      ...START,
      'read r id.txt zero member=web-0 | .!......!',
      'read r id.txt one member=web-1 | ..!......!',
    ],
    outcome: 'held',
    trials: 2,
  },
  {
    title: 'when a member serves what its neighbour did',
    rows: [
      ...START,
      'read r id.txt zero member=web-0 | .!',
      'read r id.txt one member=web-0 | ........!',
    ],
    outcome: 'violated',
    says: /web-0 serves another id.txt: one instead of zero/,
  },
  {
    title: 'when a member serves nothing any more',
    rows: [
      ...START,
      'read r id.txt zero member=web-0 | .!',
      'read r id.txt - member=web-0 | ........!',
    ],
    outcome: 'violated',
    says: /serves no id.txt any more/,
  },
  {
    title: 'when nobody died between two readings',
    rows: [...START, 'read r id.txt zero member=web-0 | .!!'],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when the member gave no answer after its death',
    rows: [
      ...START,
      'read r id.txt zero member=web-0 | .!',
      'read r id.txt - member=web-0 | .......(.x',
    ],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when a witness was blind to the clients',
    rows: [...START, 'gap op | ..--', 'read r id.txt zero member=web-0 | .!......!'],
    outcome: 'unknown',
    says: /cannot be judged/,
  },
  {
    title: 'when a member has its place among its peers again',
    rows: ['subject owes=rows', ...START.slice(1), 'read r own here | .!.....!'],
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when a member stands elsewhere among its peers',
    rows: [
      'subject owes=rows',
      ...START.slice(1),
      'read r own here | .!',
      'read r own there | ......!',
    ],
    outcome: 'violated',
    says: /web-0 serves another own: there instead of here/,
  },
]);
