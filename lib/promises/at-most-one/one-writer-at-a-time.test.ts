import { tryCases } from '../try-cases.ts';
import { oneWriterAtATime } from './one-writer-at-a-time.ts';

tryCases(oneWriterAtATime, [
  {
    title: 'when one writer follows the other, on another node',
    rows: ['beat web-0 a @n1 | Exxx', 'beat web-0 b @n2 | .....Exx'],
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when they follow one another on one node, after a split',
    rows: [
      'fault split-node-network node=n1 | .<.u>',
      'beat web-0 a @n1 | Exxx',
      'beat web-0 b @n1 | .....Exx',
    ],
    outcome: 'held',
  },
  {
    title: 'when two write by turns',
    rows: ['beat web-0 a @n1 | Exxx.x.x', 'beat web-0 b @n2 | ....E.x.x'],
    outcome: 'violated',
    says: /a on n1 wrote 2 lines after b on n2 had begun/,
  },
  {
    title: 'when the ledger explains it',
    rows: [
      'fault delete-pod-by-force excuses=SS-AMO-012 uids=a | ...!',
      'beat web-0 a @n1 | Exxx.x.x',
      'beat web-0 b @n2 | ....E.x.x',
    ],
    outcome: 'unknown',
    trials: 0,
    excused: 1,
  },
  {
    title: 'when two write at once on two volumes, as they should',
    rows: ['beat web-0 a @n1 | Exxx', 'beat web-1 b @n2 | Exxx'],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when nothing could have gone wrong: one node and no split',
    rows: ['beat web-0 a @n1 | Exxx', 'beat web-0 b @n1 | .....Exx'],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when the volume could not be read in between',
    rows: [
      'beat web-0 a @n1 | Exxx',
      'gap beat where=data-web-0 | ...--',
      'beat web-0 b @n2 | .....Exx',
    ],
    outcome: 'unknown',
  },
]);
