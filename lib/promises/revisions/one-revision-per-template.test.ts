import { tryCases } from '../try-cases.ts';
import { oneRevisionPerTemplate } from './one-revision-per-template.ts';

const [recorded, returned] = oneRevisionPerTemplate;
if (!recorded || !returned) throw new Error('there are two');

const SET = 'set web s1 current=web-a m=update:web-b | f..m';
const OLD = 'revision web-a ra n=1 | f';

tryCases(recorded, [
  {
    title: 'when the newest is the highest',
    rows: [SET, OLD, 'revision web-b rb n=2 | ...+'],
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when its number is no higher',
    rows: [SET, OLD, 'revision web-b rb n=1 | ...+'],
    outcome: 'violated',
    says: /web-b became number 1 beside web-a/,
  },
  {
    title: 'when one template has two',
    rows: [SET, 'revision web-a ra n=1 data=d | f', 'revision web-b rb n=2 data=d | ...+'],
    outcome: 'violated',
    says: /web-b holds what web-a holds already/,
  },
  {
    title: 'when it is named after nobody',
    rows: [SET, OLD, 'revision other-b rb n=2 | ...+'],
    outcome: 'violated',
    says: /a revision of web is called other-b/,
  },
  { title: 'when nothing new was recorded', rows: [SET, OLD], outcome: 'unknown', trials: 0 },
  {
    title: 'when two templates have one name',
    rows: ['set web s1 current=web-a template=t1 m=template:t2 | f..m', OLD],
    outcome: 'violated',
    says: /web calls two templates web-a/,
  },
  {
    title: 'when its controller has not seen the second template',
    rows: [
      'set web s1 current=web-a template=t1 m=template:t2,seen:1 | f..m',
      ...[OLD, 'revision web-b rb n=2 | ...+'],
    ],
    outcome: 'held',
  },
  {
    title: 'when another release spells the template otherwise',
    rows: [
      'set web s1 current=web-a template=t1 s=template:t2 m=replicas:2 | f..s.m',
      ...[OLD, 'revision web-b rb n=2 of=s1 | .......+'],
    ],
    outcome: 'held',
  },
  {
    title: 'when a release was changed in between',
    rows: [
      'set web s1 current=web-a template=t1 m=template:t2 | f...m',
      ...[OLD, 'revision web-b rb n=2 | .....+', 'fault upgrade-control-plane | .i<'],
    ],
    outcome: 'held',
  },
  {
    title: 'when a part of the template is not in it',
    rows: ['set web s1 current=web-a marks=x,y | +', 'revision web-a ra n=1 marks=x | +'],
    outcome: 'violated',
    says: /web-a holds only a part of the template of web/,
  },
  {
    title: 'when it holds all of the template',
    rows: ['set web s1 current=web-a marks=x,y | +', 'revision web-a ra n=1 marks=y,x | +'],
    outcome: 'held',
  },
  {
    title: 'when nobody watched between two templates of one name',
    rows: ['set web s1 current=web-a template=t1 m=template:t2 | f..m', OLD, 'gap set | .-'],
    outcome: 'unknown',
  },
  {
    title: 'when nobody watched the revisions',
    rows: [SET, OLD, 'gap revision | .--', 'revision web-b rb n=2 | ...+'],
    outcome: 'unknown',
  },
]);

const THERE =
  'set web s1 current=web-a template=t1 m=template:t2,update:web-b n=template:t1,update:web-a | f..m..n';
tryCases(returned, [
  { title: 'when the old name is back', rows: [THERE, OLD], outcome: 'held', trials: 1 },
  {
    title: 'when it has a new name',
    rows: [THERE.replace('t1,update:web-a', 't1,update:web-c'), OLD],
    outcome: 'violated',
    says: /web returned to the template of web-a under the name web-c/,
  },
  {
    title: 'when it comes back with a new number',
    rows: [THERE, 'revision web-a ra n=1 | f....3', 'revision web-b rb n=2 | ...+'],
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when it comes back with the number it had',
    rows: [THERE, OLD, 'revision web-b rb n=2 | ..+'],
    outcome: 'violated',
    says: /web-a came back as number 1 beside web-b, which is 2/,
  },
  {
    title: 'when the old one was pruned',
    rows: [THERE.replace('t1,update:web-a', 't1,update:web-c'), 'revision web-a ra n=1 | f....-'],
    outcome: 'unknown',
    trials: 0,
  },
  { title: 'when nobody returned', rows: [SET, OLD], outcome: 'unknown', trials: 0 },
]);
