import { tryCases } from '../try-cases.ts';
import { sameTemplateRestartsNothing } from './same-template-restarts-nothing.ts';

const [again, beside] = sameTemplateRestartsNothing;
if (!again || !beside) throw new Error('there are two');

const SET = 'set web s1 replicas=1 | f';
const CHANGED = 'set web s1 replicas=1 m=minReadySeconds:3 | f...m';
const REQUEST = 'request update statefulsets web probe=reapply-put | ....!';
const POD = 'pod web-0 a @n1 | f';
const RESTARTED = 'pod web-0 a @n1 | f.......T-';
const END = 'end | ............!';

tryCases(again, [
  { title: 'when all stays', rows: [SET, REQUEST, POD, END], outcome: 'held', trials: 1 },
  {
    title: 'when a member is restarted',
    rows: [SET, REQUEST, RESTARTED, END],
    outcome: 'violated',
    says: /web-0 was restarted after the same template was applied again/,
  },
  {
    title: 'when a revision is made of it',
    rows: [SET, REQUEST, POD, 'revision web-x x | ......+', END],
    outcome: 'violated',
  },
  {
    title: 'when another template comes soon after',
    rows: ['set web s1 replicas=1 m=update:r2 | f....m', REQUEST, POD, END],
    outcome: 'unknown',
    trials: 0,
  },
  { title: 'when nobody asked', rows: [SET, POD, END], outcome: 'unknown', trials: 0 },
  {
    title: 'when the server was only asked what it would do',
    rows: [SET, REQUEST.replace('probe', 'dry=yes probe'), POD, END],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when nobody watched the revisions',
    rows: [SET, REQUEST, POD, END, 'gap revision | .....--'],
    outcome: 'unknown',
  },
]);

tryCases(beside, [
  { title: 'when all stays', rows: [CHANGED, POD, END], outcome: 'held', trials: 1 },
  { title: 'when a member is restarted', rows: [CHANGED, RESTARTED, END], outcome: 'violated' },
  {
    title: 'when the revision is another one',
    rows: [
      'set web s1 replicas=1 template=t m=template:t,minReadySeconds:3 n=template:t s=update:r2 | fn..m...s',
      POD,
      END,
    ],
    outcome: 'violated',
  },
  {
    title: 'when an outdated member is taken because the update partition went down',
    rows: [
      'set web s1 replicas=1 above=1 m=update:r2 n=updatePartition:0 | f..m..n',
      ...[RESTARTED, END],
    ],
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when the template changes as well',
    rows: ['set web s1 replicas=1 m=update:r2 | f..m', RESTARTED, END],
    outcome: 'unknown',
    trials: 0,
  },
]);
