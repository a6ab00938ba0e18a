import { tryCases } from '../try-cases.ts';
import { isolatedVolumes } from './isolated-volumes.ts';

tryCases(isolatedVolumes, [
  {
    title: 'when each ordinal writes on its own volume',
    rows: [
      'set web s1 | f',
      'pod web-0 a @n1 | f',
      'pod web-1 b @n2 | f',
      'beat web-0 a @n1 | Exx',
      'beat web-1 b @n2 | Exx',
    ],
    outcome: 'held',
    trials: 2,
  },
  {
    title: 'when a replacement writes on the next claim',
    rows: [
      'set web s1 | f',
      'beat web-0 a @n1 | Exx',
      'beat web-1 b @n2 | Exx',
      'beat web-0 c @n1 claim=data-web-1 | .....Ex',
    ],
    outcome: 'violated',
    says: /ordinal 0 of web wrote on data-web-1/,
  },
  {
    title: 'when a pod mounts the claim of another, before it has written a line',
    rows: ['set web s1 | f', 'pod web-0 a @n1 | f', 'pod web-1 b @n2 claim=data-web-0 | +'],
    outcome: 'violated',
    says: /web-1 mounts data-web-0/,
  },
  {
    title: 'when the members of another set write there',
    rows: [
      'set web s1 | f',
      'beat web-0 a @n1 | Exx',
      'beat other-0 x @n2 claim=data-web-0 | ..Ex',
    ],
    outcome: 'violated',
  },
  {
    title: 'when a member has the wrong hostname and the right volume',
    rows: [
      'set web s1 | f',
      'pod web-0 a @n1 | f',
      'pod web-1 b @n2 | f',
      'beat web-0 a @n1 | Exx',
      'beat web-9 b @n2 claim=data-web-1 | Exx',
    ],
    outcome: 'held',
  },
  {
    title: 'for a single member',
    rows: ['set web s1 | f', 'pod web-0 a @n1 | f', 'beat web-0 a @n1 | Exx'],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when a volume could not be read',
    rows: [
      'set web s1 | f',
      'beat web-0 a @n1 | Exx',
      'beat web-1 b @n2 | Exxxx',
      'gap beat where=data-web-1 | ..--',
    ],
    outcome: 'unknown',
    trials: 1,
  },
]);
