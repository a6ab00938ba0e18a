import { tryCases } from '../try-cases.ts';
import { acceptsAtRest } from './accepts-at-rest.ts';

const SET = ['subject owes=register', 'set web s1 | f'];
const REST = 'converged web | .!';
/** One after the other is asked for and never told of. */
const refused = (asked: number, first = 3) =>
  `write c1 k one | ${'.'.repeat(first)}${'(..?'.repeat(asked)}`;

tryCases(acceptsAtRest, [
  {
    title: 'when writes are accepted',
    rows: [...SET, REST, 'write c1 k one | ...().()'],
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when the first ones are not',
    rows: [...SET, REST, refused(8), `write c2 k two | ${'.'.repeat(40)}()`],
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when none is for more than a minute',
    rows: [...SET, REST, refused(18)],
    outcome: 'violated',
    says: /nothing was accepted for 71 s of a set at rest/,
  },
  {
    title: 'when clients ask no longer than that',
    rows: [...SET, REST, refused(8)],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when nobody asked for a while in between',
    rows: [...SET, REST, refused(8), refused(8, 60)],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when somebody still hurts it',
    rows: [...SET, 'fault split-node-network node=n1 | i<', REST, refused(18)],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when it is changed before anything is accepted',
    rows: [...SET.slice(0, 1), 'set web s1 | f...1', REST, refused(18)],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when a member goes',
    rows: [...SET, 'pod web-0 a @n1 | f...T-', REST, refused(18)],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when the clients were not heard',
    rows: [...SET, REST, 'write c1 k one | ...().()', 'gap op | ..--'],
    outcome: 'unknown',
  },
]);
