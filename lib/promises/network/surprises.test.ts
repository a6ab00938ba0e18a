import { withRows } from '../redraw.ts';
import { tryCases } from '../try-cases.ts';
import { networkRows } from './drawn-stories.ts';
import { absenceIsCached, addressesChange } from './surprises.ts';

const { names } = networkRows;
const BLIND = {
  title: 'when nobody watched',
  rows: ['gap pod | -------------------------', ...withRows(names)],
  outcome: 'unknown',
} as const;

tryCases(absenceIsCached, [
  { title: 'when it is known in time', rows: withRows(names), outcome: 'held', trials: 1 },
  {
    title: 'when it stays unknown for too long',
    rows: [...withRows(names), 'dns web-0 | .......n'],
    outcome: 'violated',
    says: /stayed unknown for too long/,
  },
  {
    title: 'when nobody asked too early',
    rows: withRows(names, 'dns web-0 ip=10.0.0.1 |').slice(-1),
    outcome: 'unknown',
    trials: 0,
  },
  BLIND,
]);

tryCases(addressesChange, [
  { title: 'when it does', rows: withRows(names), outcome: 'held', trials: 1 },
  {
    title: 'when it never does',
    rows: withRows(names, 'pod web-0 b @n2 ip=10.0.0.1 | ....................+.R'),
    outcome: 'violated',
  },
  {
    title: 'when nobody was replaced',
    rows: ['set web s1 | f', 'pod web-0 a | f'],
    outcome: 'unknown',
    trials: 0,
  },
  BLIND,
]);
