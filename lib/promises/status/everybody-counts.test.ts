import { tryCases } from '../try-cases.ts';
import { everybodyCounts } from './everybody-counts.ts';

const STAYS = 'pod web-0 a @n1 | f';
const GOES = 'pod web-1 b @n2 | f..T.......-';
const end = 'end | ..............!';
const set = (told: string) => `set web s1 replicas=2 s=${told} | f..s`;
const condemned = (told: string) => `set web s1 replicas=2 s=${told} | f..1s`;

tryCases(everybodyCounts, [
  {
    title: 'when one on its way out is there and no part of what is current',
    rows: [set('held:1,updated:1'), STAYS, GOES, end],
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when one on its way out is not counted',
    rows: [set('counted:1,ready:1,held:1,updated:1'), STAYS, GOES, end],
    outcome: 'violated',
    says: /counts 1 replicas where 2 are/,
  },
  {
    title: 'when one on its way out is counted for the update',
    rows: [set('held:1'), STAYS, GOES, end],
    outcome: 'violated',
    says: /counts 2 updated where 1 are/,
  },
  {
    title: 'when one that is condemned is counted',
    rows: [condemned('counted:2,ready:2,held:2,updated:2'), STAYS, 'pod web-1 b @n2 | f', end],
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when one that is condemned is not counted',
    rows: [condemned('counted:1'), STAYS, 'pod web-1 b @n2 | f', end],
    outcome: 'violated',
    says: /counts 1 replicas where 2 are/,
  },
  {
    title: 'when one was on its way out for a moment',
    rows: [set('counted:1'), STAYS, 'pod web-1 b @n2 | f..T..-', end],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when nobody was there to count',
    rows: [
      'fault stop-controller-manager | .i<..........u>',
      'set web s1 replicas=2 | f',
      ...[STAYS, GOES, end],
    ],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when nobody watched',
    rows: [set('held:1,updated:1'), STAYS, GOES, end, 'gap pod | .....--'],
    outcome: 'unknown',
  },
]);
