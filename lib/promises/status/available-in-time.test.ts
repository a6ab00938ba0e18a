import { tryCases } from '../try-cases.ts';
import { availableInTime } from './available-in-time.ts';

const long = '.'.repeat(20);
const POD = 'pod web-0 a @n1 | +.R';
const set = (columns: string) =>
  `set web s1 replicas=1 wait=5 s=ready:1,available:0 t=ready:1,available:1 | ${columns}`;
const end = `end | ${long}!`;

tryCases(availableInTime, [
  {
    title: 'when it is told of at once',
    rows: [set('f..s....t'), POD, end],
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when it is told of much later',
    rows: [set(`f..s${long}t`), POD, `end | ${long}${long}!`],
    outcome: 'violated',
    says: /web counted 0 available members of 1/,
  },
  {
    title: 'when the member is not Ready for long enough',
    rows: [set(`f..s${long}`), 'pod web-0 a @n1 | +.R..r', end],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when the spec changes meanwhile',
    rows: [set(`f..s.2${long}`), POD, end],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'in a release that promised nothing of the kind',
    rows: ['subject kubernetes=1.35.4', set(`f..s${long}t`), POD, end],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when nobody is there who could tell',
    rows: [set(`f..s${long}t`), POD, end, 'fault stop-controller-manager | ....i<......u>'],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when the watch was blind',
    rows: [set('f..s....t'), POD, end, 'gap set | .....---'],
    outcome: 'unknown',
  },
]);
