import { withRows } from '../redraw.ts';
import { tryCases } from '../try-cases.ts';
import { networkRows } from './drawn-stories.ts';
import { namesFollow, neverSomebodyElse, publishedEarly } from './names.ts';

const { names, publishing } = networkRows;
const BLIND = {
  title: 'when nobody watched',
  rows: ['gap pod | --------------------------', ...withRows(names)],
  outcome: 'unknown',
} as const;

tryCases(namesFollow, [
  { title: 'when the name follows', rows: withRows(names), outcome: 'held', trials: 1 },
  {
    title: 'when it still leads to the old address',
    rows: [...withRows(names), 'dns web-0 ip=10.0.0.1 | ...........................q'],
    outcome: 'violated',
    says: /web-0 was at 10.0.0.2, and its name still led to 10.0.0.1/,
  },
  {
    title: 'when the address is the same',
    rows: withRows(names, 'pod web-0 b @n2 ip=10.0.0.1 | ....................+.R'),
    outcome: 'unknown',
    trials: 0,
  },
  BLIND,
]);

tryCases(publishedEarly, [
  { title: 'when it is found early', rows: withRows(publishing), outcome: 'held', trials: 1 },
  {
    title: 'when the flag is ignored',
    rows: [...withRows(publishing), 'dns web-0 | ....n'],
    outcome: 'violated',
    says: /web-0 could not be found before it was Ready/,
  },
  {
    title: 'when the Service publishes nothing early',
    rows: withRows(publishing, 'service web v1 | f.........-'),
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when nobody watched',
    rows: ['gap pod | -------', ...withRows(publishing)],
    outcome: 'unknown',
  },
]);

tryCases(neverSomebodyElse, [
  { title: 'when it leads to its own', rows: withRows(names), outcome: 'held', trials: 2 },
  {
    title: 'when two names are swapped',
    rows: [...withRows(publishing), 'dns web-0 ip=10.0.0.2 | .......q'],
    outcome: 'violated',
    says: /led to 10.0.0.2, which was bare-0/,
  },
  {
    title: 'when it leads nowhere',
    rows: ['set web s1 | f', 'pod web-0 a | f', 'dns web-0 | .....n'],
    outcome: 'unknown',
    trials: 0,
  },
  BLIND,
]);
