import { tryCases } from '../try-cases.ts';
import { oneObjectPerOrdinal } from './one-object-per-ordinal.ts';

tryCases(oneObjectPerOrdinal, [
  {
    title: 'when one comes after the other, across two sets of one name',
    rows: ['pod web-0 a @n1 | f.T-', 'pod web-0 b of=s2 @n1 | .....+.R'],
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when an alias is taken in as a second ordinal 0',
    rows: ['pod web-0 a @n1 | f', 'pod web-00 b @n2 by=s1 | fO..A'],
    outcome: 'violated',
    says: /web-0 \(a\) and web-00 \(b\) were one ordinal/,
  },
  {
    title: 'when an alias that was made by hand is taken in and kept',
    rows: ['pod web-0 a @n1 | f', 'pod web-00 b @n2 of=none by=s1 | .+A', 'end | .........!'],
    outcome: 'violated',
    excused: 0,
  },
  {
    title: 'when an alias that was made by hand is taken in and taken down by its user',
    rows: [
      ...['pod web-0 a @n1 | f', 'pod web-00 b @n2 of=none by=s1 | .+A...T-'],
      'request delete pods web-00 uid=b | .....!',
    ],
    outcome: 'violated',
  },
  {
    title: 'when an alias that was made by hand is taken in and taken down',
    rows: ['pod web-0 a @n1 | f', 'pod web-00 b @n2 of=none by=s1 | .+A...T-'],
    outcome: 'unknown',
    says: /were one ordinal until web-00 was taken down/,
    excused: 1,
  },
  {
    title: 'when the alias belongs to nobody',
    rows: ['pod web-0 a @n1 | f.T-', 'pod web-0 c @n1 | .....+', 'pod web-00 b @n2 | .O'],
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when nothing was replaced',
    rows: ['pod web-0 a @n1 | f', 'pod web-1 b @n1 | f'],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when the pods were not watched',
    rows: ['pod web-0 a @n1 | f.T-', 'gap pod | ..--', 'pod web-0 b @n1 | .....+.R'],
    outcome: 'unknown',
  },
]);
