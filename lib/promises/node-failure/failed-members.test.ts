import { tryCases } from '../try-cases.ts';
import { failedMembersReplaced, failingGoesUnslowed } from './failed-members.ts';

const SET = 'set web s1 | f';
const long = '.'.repeat(80);

tryCases(failedMembersReplaced, [
  {
    title: 'when it is removed and created again with its claim',
    rows: [SET, 'pod web-1 a @n1 | f..FT-', 'pod web-1 b @n2 | ......+.R'],
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when it is ignored',
    rows: [SET, 'pod web-1 a @n1 | f..F', `end | ${long}!`],
    outcome: 'violated',
    says: /nobody had replaced it/,
  },
  {
    title: 'when it comes back with another claim',
    rows: [SET, 'pod web-1 a @n1 | f..FT-', 'pod web-1 b @n2 claim=fresh | ......+.R'],
    outcome: 'violated',
    says: /other claims/,
  },
  {
    title: 'when a deletion ends it',
    rows: [SET, 'pod web-1 a @n1 | f..TF-', 'pod web-1 b @n2 | ......+.R'],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when its ordinal is given up',
    rows: ['set web s1 | f...1', 'pod web-1 a @n1 | f..FT-', `end | ${long}!`],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when the pods were not watched',
    rows: [SET, 'pod web-1 a @n1 | f..FT-', 'gap pod | ...--', 'pod web-1 b @n2 | ......+.R'],
    outcome: 'unknown',
  },
]);

const failing = (...at: readonly number[]) =>
  at.map((second, place) => `pod web-0 ${'abcdefgh'[place]} @n1 | ${'.'.repeat(second)}+FT-`);

tryCases(failingGoesUnslowed, [
  {
    title: 'when it goes round at one pace',
    rows: [SET, ...failing(0, 4, 8, 12, 16, 20, 24)],
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when the pauses double',
    rows: [SET, ...failing(0, 4, 8, 16, 32, 64, 128)],
    outcome: 'violated',
    says: /after 4010 ms at first, and after 32/,
  },
  {
    title: 'when it Fails twice only',
    rows: [SET, ...failing(0, 4)],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when the pods were not watched',
    rows: [SET, ...failing(0, 4, 8, 12, 16, 20, 24), 'gap pod | .....--'],
    outcome: 'unknown',
  },
]);
