import { tryCases } from '../try-cases.ts';
import { strategySwitches } from './switches.ts';
import { waitsForDeletion } from './waits-for-deletion.ts';

const [handsOff, returns, growth, promotion] = waitsForDeletion;
if (!handsOff || !returns || !growth || !promotion) throw new Error('there are four');

const SET = 'set web s1 replicas=1 strategy=OnDelete m=update:r2 | f..m';
const END = 'end | ...................!';
const ASKED = 'request delete pods web-0 uid=a | ........!';
const LOST = 'pod web-0 a @n1 | f.......T-';
const BACK = 'pod web-0 b @n1 rev=r2 | ..........+.R';
const BLIND = 'gap pod | .........--';
const minute = '.'.repeat(70);

tryCases(handsOff, [
  {
    title: 'when nobody is touched',
    rows: [SET, 'pod web-0 a @n1 | f', END],
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when a member is taken',
    rows: [SET, LOST, END],
    outcome: 'violated',
    says: /web-0 was taken down under OnDelete/,
  },
  { title: 'when a user takes it', rows: [SET, LOST, ASKED, END], outcome: 'held' },
  {
    title: 'when there is nothing to update',
    rows: ['set web s1 replicas=1 strategy=OnDelete | f', 'pod web-0 a @n1 | f', END],
    outcome: 'unknown',
    trials: 0,
  },
  { title: 'when nobody was looking', rows: [SET, LOST, ASKED, END, BLIND], outcome: 'unknown' },
]);

tryCases(returns, [
  {
    title: 'when it comes back updated',
    rows: [SET, LOST, ASKED, BACK],
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when it comes back as it was',
    rows: [SET, LOST, ASKED, BACK.replace(' rev=r2', '')],
    outcome: 'violated',
    says: /web-0 came under OnDelete at r1 and not at r2/,
  },
  {
    title: 'when it never left',
    rows: [SET, 'pod web-0 a @n1 | f', END],
    outcome: 'unknown',
    trials: 0,
  },
]);

const GROWS = 'set web s1 replicas=1 strategy=OnDelete m=update:r2 | f..m....2';
tryCases(growth, [
  {
    title: 'when the growth is seen only as it comes',
    rows: [
      'set web s1 replicas=1 strategy=OnDelete m=update:r2 n=replicas:2,seen:2 s=seen:3 | f..m....ns',
      'pod web-1 b @n2 rev=r2 | .........+',
    ],
    outcome: 'held',
  },
  {
    title: 'when the new one is updated',
    rows: [GROWS, 'pod web-1 b @n2 rev=r2 | .........+'],
    outcome: 'held',
    trials: 1,
  },
  { title: 'when it is not', rows: [GROWS, 'pod web-1 b @n2 | .........+'], outcome: 'violated' },
  { title: 'when none comes', rows: [GROWS, 'pod web-0 a @n1 | f'], outcome: 'unknown', trials: 0 },
]);

tryCases(promotion, [
  {
    title: 'when the status stays behind',
    rows: [SET, LOST, ASKED, BACK, END],
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when the status follows',
    rows: [`${SET.replace('| ', 's=current:r2 | ')}..........s`, LOST, ASKED, BACK, END],
    outcome: 'violated',
    says: /calls r2 its current revision now/,
  },
  {
    title: 'when one is not replaced',
    rows: [SET, 'pod web-0 a @n1 | f', END],
    outcome: 'unknown',
    trials: 0,
  },
]);

const SWITCHED =
  'set web s1 replicas=1 strategy=OnDelete m=update:r2 n=strategy:RollingUpdate | f..m....n';
const STOPPED = 'set web s1 replicas=2 m=update:r2 n=strategy:OnDelete | f..m....n';
tryCases(strategySwitches, [
  {
    title: 'when the update begins',
    rows: [SWITCHED, 'pod web-0 a @n1 | f........T-', END],
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when nothing begins',
    rows: [SWITCHED, 'pod web-0 a @n1 | f', `end | ........${minute}!`],
    outcome: 'violated',
  },
  {
    title: 'when it stops',
    rows: [STOPPED, 'pod web-1 b @n2 | f...T-', 'pod web-0 a @n1 | f', END],
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when it does not stop',
    rows: [STOPPED, 'pod web-1 b @n2 | f...T-', 'pod web-0 a @n1 | f...........T-', END],
    outcome: 'violated',
  },
  {
    title: 'when it was never switched',
    rows: [SET, 'pod web-0 a @n1 | f', END],
    outcome: 'unknown',
    trials: 0,
  },
]);
