import { withRows } from '../redraw.ts';
import { tryCases } from '../try-cases.ts';
import { terminationRows } from './drawn-stories.ts';
import { endedGoesAtOnce, noGraceIsForce, noHookAtACrash } from './surprises.ts';

const { ended, hook, noGrace } = terminationRows;

tryCases(noGraceIsForce, [
  { title: 'when it is gone at once', rows: withRows(noGrace), outcome: 'held', trials: 1 },
  {
    title: 'when it is given time after all',
    rows: withRows(noGrace, 'pod web-0 a @n1 claim=none wish=0 | f...T-'),
    outcome: 'violated',
  },
  {
    title: 'when the template gives time',
    rows: withRows(noGrace, 'pod web-0 a @n1 claim=none | f...T-'),
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when nobody watched',
    rows: [...withRows(noGrace), 'gap pod | ...--'],
    outcome: 'unknown',
  },
]);

tryCases(endedGoesAtOnce, [
  { title: 'on no node and after an end', rows: withRows(ended), outcome: 'held', trials: 2 },
  {
    title: 'when one that ended is given time',
    rows: withRows(ended, 'pod web-0 a @n1 claim=none | f..ST-'),
    outcome: 'violated',
  },
  {
    title: 'for pods that run',
    rows: ['set web s1 | f', 'pod web-0 a @n1 | f.T-'],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when nobody watched',
    rows: [...withRows(ended), 'gap pod | ...--------'],
    outcome: 'unknown',
  },
]);

tryCases(noHookAtACrash, [
  { title: 'when only the deletion runs it', rows: withRows(hook), outcome: 'held', trials: 1 },
  {
    title: 'when the crash runs it',
    rows: withRows(hook, 'said leave web-0 a | ..!'),
    outcome: 'violated',
    says: /the hook of web-0 ran when it crashed/,
  },
  {
    title: 'when no member has a hook',
    rows: withRows(hook, 'said leave web-0 a |'),
    outcome: 'unknown',
    trials: 0,
  },
  { title: 'when nobody listened', rows: [...withRows(hook), 'gap op | ---'], outcome: 'unknown' },
]);
