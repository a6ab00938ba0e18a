import { tryCases } from '../try-cases.ts';
import { historyIsPruned } from './history-is-pruned.ts';

const [pruned, count, odd] = historyIsPruned;
if (!pruned || !count || !odd) throw new Error('there are three');

const SET = 'set web s1 replicas=1 limit=1 current=web-d | f';
const POD = 'pod web-0 a rev=web-d @n1 | f';
const USED = 'revision web-d rd n=4 | f';
const AT_REST = 'converged web replicas=1 | ..........!';

tryCases(pruned, [
  {
    title: 'when the oldest goes',
    rows: [SET, POD, USED, 'revision web-a ra n=1 | f...-', 'revision web-b rb n=2 | f'],
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when a newer one goes before it',
    rows: [SET, POD, USED, 'revision web-a ra n=1 | f', 'revision web-b rb n=2 | f...-'],
    outcome: 'violated',
    says: /web-b was pruned before web-a, which is older/,
  },
  {
    title: 'when a member still wears it',
    rows: [SET, POD, 'pod web-1 b rev=web-a @n1 | f', USED, 'revision web-a ra n=1 | f...-'],
    outcome: 'violated',
    says: /web-a was pruned while it was in use/,
  },
  {
    title: 'when one goes that there was room for',
    rows: [SET, POD, USED, 'revision web-a ra n=1 | f...-'],
    outcome: 'violated',
    says: /web-a was pruned when 1 were idle at most, and 1 may be kept/,
  },
  {
    title: 'when two go at once and one was too many',
    rows: [SET, POD, USED, 'revision web-a ra n=1 | f...-', 'revision web-b rb n=2 | f...-'],
    outcome: 'violated',
    says: /web-b was pruned when 1 were idle at most/,
  },
  {
    title: 'when the limit was lower a moment ago',
    rows: [
      ...[SET.replace('limit=1', 'limit=0 m=revisionHistoryLimit:1').replace('| f', '| f.m')],
      ...[POD, USED, 'revision web-a ra n=1 | f...-'],
    ],
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when a user removed another that its copy still holds',
    rows: [
      ...[SET, POD, USED, 'revision web-b rb n=2 | f...-', 'revision web-a ra n=1 | f....-'],
      'request delete controllerrevisions web-b | ...!',
    ],
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when a user removed it',
    rows: [
      ...[SET, POD, USED, 'revision web-b rb n=2 | f...-', 'revision web-a ra n=1 | f'],
      'request delete controllerrevisions web-b | ...!',
    ],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when it goes with its set',
    rows: [SET.replace('| f', '| f..-'), POD, 'revision web-d rd n=4 | f...-'],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when nobody watched',
    rows: [SET, POD, USED, 'revision web-a ra n=1 | f...-', 'gap pod | ..---'],
    outcome: 'unknown',
  },
]);

tryCases(pruned, [
  {
    title: 'when nothing is pruned, and all is within the limit',
    rows: [SET, POD, USED, 'revision web-a ra | f', AT_REST],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when nothing is pruned that is beyond it',
    rows: [SET, POD, USED, 'revision web-a ra | f', 'revision web-b rb n=2 | f', AT_REST],
    outcome: 'violated',
    says: /web keeps 2 revisions that nobody uses, and none beyond 1 was pruned/,
  },
]);

tryCases(count, [
  {
    title: 'when one is kept',
    rows: [SET, POD, USED, 'revision web-a ra | f', AT_REST],
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when two are kept',
    rows: [SET, POD, USED, 'revision web-a ra | f', 'revision web-b rb n=2 | f', AT_REST],
    outcome: 'violated',
    says: /web keeps 2 revisions that nobody uses, and may keep 1/,
  },
  { title: 'when none is idle', rows: [SET, POD, USED, AT_REST], outcome: 'unknown', trials: 0 },
]);

const NONE = SET.replace('limit=1', 'limit=0');
const ALL = SET.replace('limit=1', 'limit=-1');
tryCases(odd, [
  {
    title: 'when none is kept under zero',
    rows: [NONE, POD, USED, AT_REST],
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when one is kept under zero',
    rows: [NONE, POD, USED, 'revision web-a ra | f', AT_REST],
    outcome: 'violated',
  },
  {
    title: 'when all are kept under less than zero',
    rows: [ALL, POD, USED, 'revision web-a ra | f', AT_REST],
    outcome: 'held',
  },
  {
    title: 'when one goes under less than zero',
    rows: [ALL, POD, USED, 'revision web-a ra | f....-', AT_REST],
    outcome: 'violated',
    says: /pruned under a negative limit/,
  },
  {
    title: 'under an ordinary limit',
    rows: [SET, POD, USED, AT_REST],
    outcome: 'unknown',
    trials: 0,
  },
]);
