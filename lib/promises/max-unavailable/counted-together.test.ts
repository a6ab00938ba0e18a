import { withRows } from '../redraw.ts';
import { tryCases } from '../try-cases.ts';
import { allMissingCount } from './counted-together.ts';
import { UNWELL_BELOW } from './drawn-stories.ts';

const HASTY = [
  'pod web-2 c @n1 claim=none | f....T-',
  'pod web-2 g @n1 claim=none rev=r2 | .......+.R',
];

/** Of three two may be missing: one is just renewed, and another one Ready for a moment only. */
const soon = (taken: string) => [
  'subject capabilities=max-unavailable',
  'set web s1 replicas=3 policy=Parallel templates=none most=2 wait=10 m=update:r2 | f...m',
  'pod web-2 c @n1 claim=none |        f....T-',
  'pod web-1 b @n1 claim=none |        f....T-',
  'pod web-2 g @n1 claim=none rev=r2 | .......+.R',
  'pod web-1 f @n1 claim=none rev=r2 | .......+.R',
  `pod web-0 a @n1 claim=none |        f........${taken}T-`,
  'end | .............................!',
];

tryCases(allMissingCount, [
  {
    title: 'when an update waits for one below the line',
    rows: UNWELL_BELOW,
    outcome: 'held',
    trials: 2,
  },
  {
    title: 'when one below the line is not counted',
    rows: withRows(UNWELL_BELOW, ...HASTY),
    outcome: 'violated',
    says: /web-2 was taken while web-0, web-3 were missing, and 2 may be/,
  },
  {
    title: 'when an update waits for those that are Ready and not yet available',
    rows: soon('..........'),
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when those that are Ready are not waited for',
    rows: soon('.....'),
    outcome: 'violated',
    says: /web-0 was taken while web-1, web-2 were missing/,
  },
  {
    title: 'when the gate is off',
    rows: withRows(UNWELL_BELOW, 'subject', ...HASTY),
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when all below are well',
    rows: withRows(UNWELL_BELOW, 'pod web-0 a @n1 claim=none | f'),
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when nobody watched those below',
    rows: [...withRows(UNWELL_BELOW, ...HASTY), 'gap pod | ...--'],
    outcome: 'unknown',
  },
  {
    title: 'when nobody watched',
    rows: [...UNWELL_BELOW, 'gap pod | .........--'],
    outcome: 'unknown',
  },
]);
