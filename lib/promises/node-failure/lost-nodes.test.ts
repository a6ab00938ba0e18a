import { tryCases } from '../try-cases.ts';
import { evictionKeepsGrace, lostMembersAreUnready } from './lost-nodes.ts';

const long = '.'.repeat(30);
const SPLIT = `fault split-node-network node=n1 | .<${long}u>`;
const SET = 'set web s1 m=ready:2 | f....m';
const SLICE = 'slice web s9 m=web-0/a/10.0.0.1/R n=web-1/b/10.0.0.2/R | m....n';
const LOST = `pod web-0 a @n1 | f....r${long}-`;

tryCases(lostMembersAreUnready, [
  {
    title: 'when it is unready, unpublished and not counted',
    rows: [SET, SPLIT, SLICE, LOST],
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when it stays Ready',
    rows: [SET, SPLIT, SLICE, 'pod web-0 a @n1 | f'],
    outcome: 'violated',
    says: /web-0 was Ready 25 s after n1 was lost/,
  },
  {
    title: 'when it stays among the endpoints',
    rows: [SET, SPLIT, 'slice web s9 m=web-0/a/10.0.0.1/R | m', LOST],
    outcome: 'violated',
    says: /among the endpoints/,
  },
  {
    title: 'when it stays counted',
    rows: ['set web s1 | f', SPLIT, SLICE, LOST],
    outcome: 'violated',
    says: /counted as Ready/,
  },
  {
    title: 'when the split was too short to be noticed',
    rows: [SET, 'fault split-node-network node=n1 | .<....u>', SLICE, 'pod web-0 a @n1 | f'],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when the slices were not watched',
    rows: [SET, SPLIT, SLICE, LOST, 'gap slice | ....--'],
    outcome: 'unknown',
  },
]);

const SAYS = 'why=DeletionByTaintManager';

tryCases(evictionKeepsGrace, [
  {
    title: 'when it is granted its own grace, and says so',
    rows: [SPLIT, `pod web-0 a @n1 ${SAYS} | f....DT${long}-`],
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when it is granted none',
    rows: [SPLIT, `pod web-0 a @n1 ${SAYS} grace=0 | f....DT${long}-`],
    outcome: 'violated',
    says: /0 s of its 5 s/,
  },
  {
    title: 'when it says nothing',
    rows: [SPLIT, `pod web-0 a @n1 | f.....T${long}-`],
    outcome: 'violated',
    says: /said nothing/,
  },
  {
    title: 'when a user asked first',
    rows: [SPLIT, 'request delete pods web-0 uid=a | ....!', `pod web-0 a @n1 | f.....T${long}-`],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when the pods were not watched',
    rows: [SPLIT, `pod web-0 a @n1 ${SAYS} | f....DT${long}-`, 'gap pod | ..--'],
    outcome: 'unknown',
  },
]);
