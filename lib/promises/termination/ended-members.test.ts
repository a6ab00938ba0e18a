import { withRows } from '../redraw.ts';
import { tryCases } from '../try-cases.ts';
import { terminationRows } from './drawn-stories.ts';
import { succeededIsReplaced } from './ended-members.ts';

const { ended } = terminationRows;
const END = `end | ${'.'.repeat(80)}!`;

tryCases(succeededIsReplaced, [
  { title: 'when it is made again', rows: withRows(ended), outcome: 'held', trials: 1 },
  {
    title: 'when to succeed is to be complete',
    rows: [...withRows(ended, 'pod web-0 a | f..S', 'pod web-0 b |'), END],
    outcome: 'violated',
    says: /ended as Succeeded, and that was that/,
  },
  {
    title: 'when it ended because it was deleted',
    rows: ['set web s1 | f', 'pod web-0 a | f.TS-', 'pod web-0 b | .....+'],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when it was not its turn',
    rows: ['set web s1 | f', 'pod web-0 a | f.r', 'pod web-1 b | f...S', END],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when nobody watched',
    rows: [...withRows(ended), 'gap pod | ...-'],
    outcome: 'unknown',
  },
]);
