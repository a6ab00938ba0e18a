import { tryCases } from '../try-cases.ts';
import { ignoredWithoutTheGate } from './gate-taken-back.ts';
import { neverMoreUnavailable, takenTogetherFromTheTop } from './updates-at-once.ts';

const set = (most: string) =>
  `set web s1 replicas=2 policy=Parallel templates=none most=${most} m=update:r2 s=current:r2 | ..+.......m........s`;
const bare = 'claim=none';
const oneByOne = [
  `pod web-1 b @n1 ${bare} | ..+R......T-`,
  `pod web-1 d @n1 ${bare} rev=r2 | ............+R`,
  `pod web-0 a @n1 ${bare} | ..+R..........T-`,
  `pod web-0 c @n1 ${bare} rev=r2 | ................+R`,
];
const together = oneByOne.map((row) => row.replace('..........T-', '......T-'));
/** On from second 1 to 6, and off before and after. */
const on = 'fault flip-gate node=n1 | i<....u>';

tryCases(ignoredWithoutTheGate, [
  {
    title: 'when they go one by one',
    rows: [on, set('2'), ...oneByOne],
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when two go at once',
    rows: [on, set('2'), ...together],
    outcome: 'violated',
    says: /web-0, web-1 were unavailable at once by a maxUnavailable whose gate is off/,
  },
  {
    title: 'when one is all that was stored',
    rows: [on, set('1'), ...oneByOne],
    outcome: 'unknown',
  },
  { title: 'when nobody flips a gate', rows: [set('2'), ...together], outcome: 'unknown' },
  {
    title: 'while the gate is on',
    rows: ['fault flip-gate node=n1 | i<', set('2'), ...together],
    outcome: 'unknown',
  },
  {
    title: 'where the gate is on, and off while it is flipped',
    rows: [
      'subject capabilities=max-unavailable',
      'fault flip-gate node=n1 | ....i<',
      set('2'),
      ...oneByOne,
    ],
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when the gate is flipped amid the update',
    rows: ['fault flip-gate node=n1 | i<..........u>', set('2'), ...together],
    outcome: 'unknown',
  },
  {
    title: 'when the watch was blind',
    rows: [on, set('2'), ...oneByOne, 'gap pod | ............---'],
    outcome: 'unknown',
  },
]);

tryCases(takenTogetherFromTheTop, [
  {
    title: 'when nobody reads what might be used',
    rows: [on, set('2'), ...oneByOne],
    outcome: 'unknown',
    trials: 0,
  },
]);

tryCases(neverMoreUnavailable, [
  {
    title: 'while the gate is flipped on',
    rows: ['fault flip-gate node=n1 | i<', set('2'), ...together],
    outcome: 'held',
    trials: 1,
  },
]);
