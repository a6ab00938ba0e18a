import { withRows } from '../redraw.ts';
import { tryCases } from '../try-cases.ts';
import { parallelRows } from './drawn-stories.ts';
import { identityStaysStrict } from './identity-stays-strict.ts';

const { brokenParallel } = parallelRows;

tryCases(identityStaysStrict, [
  {
    title: 'when each name is used once at a time',
    rows: withRows(brokenParallel),
    outcome: 'held',
    trials: 2,
  },
  {
    title: 'when a second one comes during the termination',
    rows: withRows(brokenParallel, 'pod web-0 c @n1 claim=none | .........+..R'),
    outcome: 'violated',
    says: /web-0 was created while one of that name was there/,
  },
  {
    title: 'when the second one has an alias',
    rows: withRows(brokenParallel, 'pod web-0 c @n1 claim=none |').concat(
      'pod web-00 c claim=none | .........+..R',
    ),
    outcome: 'violated',
    says: /web-00 is a second name/,
  },
  {
    title: 'when one has the claim of another',
    rows: ['set web s1 policy=Parallel | +', 'pod web-0 a claim=data-web-1 | .+'],
    outcome: 'violated',
    says: /created with the claim data-web-1/,
  },
  {
    title: 'for a set in order',
    rows: ['set web s1 | +', 'pod web-0 a | .+'],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when nobody watched',
    rows: [...withRows(brokenParallel), 'gap pod | .....------'],
    outcome: 'unknown',
  },
]);
