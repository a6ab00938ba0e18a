import { withRows } from '../redraw.ts';
import { tryCases } from '../try-cases.ts';
import { terminationRows } from './drawn-stories.ts';
import { finalizersHold } from './finalizers.ts';

const { finalizer } = terminationRows;

tryCases(finalizersHold, [
  { title: 'when the name waits for it', rows: withRows(finalizer), outcome: 'held', trials: 1 },
  {
    title: 'when it holds to the end',
    rows: ['set web s1 | f', 'pod web-0 a fin=hold | f.T', 'end | .......!'],
    outcome: 'held',
  },
  {
    title: 'when somebody patches it away by making another',
    rows: withRows(finalizer, 'pod web-0 b @n1 claim=none | ......+.R'),
    outcome: 'violated',
    says: /created anew while a finalizer held it/,
  },
  {
    title: 'when the next one has another revision',
    rows: withRows(finalizer, 'pod web-0 b claim=none rev=r9 | ..........+.R'),
    outcome: 'violated',
    says: /came back at r9, and r1 was due/,
  },
  {
    title: 'when nothing held it',
    rows: withRows(finalizer, 'pod web-0 a @n1 claim=none | f.T.....U-'),
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when nobody watched',
    rows: [...withRows(finalizer), 'gap pod | ....-'],
    outcome: 'unknown',
  },
]);
