import { tryCases } from '../try-cases.ts';
import { peersFindEachOther } from './peers-by-name.ts';

const START = [
  'subject owes=rows',
  'set web s1 | f',
  'fault delete-pod | ..!',
  'write c1 r1 one member=web-0 | ....()',
];
const minute = '.'.repeat(60);

tryCases(peersFindEachOther, [
  {
    title: 'when a row that was written after the death reaches a neighbour, if late',
    rows: [
      ...START,
      'read r r1 - member=web-1 | ........!',
      `read r r1 one member=web-1 | ${minute}............!`,
      'read r r1 one member=web-2 | ..........!',
    ],
    outcome: 'held',
    trials: 2,
  },
  {
    title: 'when a neighbour has nothing long after',
    rows: [...START, `read r r1 - member=web-1 | ........!${minute}!`],
    outcome: 'violated',
    says: /web-1 never saw r1 of web-0/,
  },
  {
    title: 'when a neighbour has nothing yet',
    rows: [...START, 'read r r1 - member=web-1 | ........!'],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when nobody asked but the member itself',
    rows: [...START, 'read r r1 one member=web-0 | ........!'],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when a witness was blind to the clients',
    rows: [...START, 'gap op | ...--', 'read r r1 one member=web-1 | ........!'],
    outcome: 'unknown',
    says: /cannot be judged/,
  },
]);
