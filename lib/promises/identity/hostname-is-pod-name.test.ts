import { tryCases } from '../try-cases.ts';
import { hostnameIsPodName } from './hostname-is-pod-name.ts';

tryCases(hostnameIsPodName, [
  {
    title: 'for an incarnation and its replacement on another node',
    rows: [
      'pod web-0 a @n1 | +.R..T-',
      'beat web-0 a @n1 | .E.xx',
      'pod web-0 b @n2 | .......+.R',
      'beat web-0 b @n2 | ........E.x',
    ],
    outcome: 'held',
    trials: 2,
  },
  {
    title: 'when only the first incarnation was given its name',
    rows: [
      'pod web-0 a @n1 | +.R..T-',
      'beat web-0 a @n1 | .E.xx',
      'pod web-0 b @n2 | .......+.R',
      'beat web-0 b @n2 host=localhost | ........E.x',
    ],
    outcome: 'violated',
    says: /web-0 took itself for localhost/,
  },
  {
    title: 'when all have the hostname of the template',
    rows: ['pod web-0 a @n1 | +.R', 'beat web-0 a @n1 host=web | .E.xx'],
    outcome: 'violated',
  },
  {
    title: 'when no member ever wrote its hostname',
    rows: ['pod web-0 a @n1 | +.R..T-'],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when the lines of one were lost in a gap',
    rows: [
      'pod web-0 a @n1 | +.R..T-',
      'beat web-0 a @n1 | .E.xx',
      'pod web-0 b @n2 | .......+.R..T-',
      'gap beat where=data-web-0 | .......-----',
    ],
    outcome: 'unknown',
    trials: 1,
  },
  {
    title: 'when another set writes nothing at all, and its volume was lost in a gap',
    rows: [
      'pod web-0 a @n1 | +.R..T-',
      'beat web-0 a @n1 | .E.xx',
      'set bare s2 | f',
      'pod bare-0 b of=s2 set=bare claim=data-bare-0 | .......+.R..T-',
      'gap beat where=data-bare-0 | .......-----',
    ],
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when nobody knows whose pod it was',
    rows: ['beat web-0 a @n1 | .E.xx'],
    outcome: 'unknown',
    says: /nobody knows/,
  },
]);
