import { tryCases } from '../try-cases.ts';
import { changesOfMind } from './changes-of-mind.ts';

const [stuck, superseded] = changesOfMind;
if (!stuck || !superseded) throw new Error('there are two');

const BACK = 'set web s1 replicas=1 m=update:r2 n=update:r1 | f..m......n';
const BAD = ['pod web-0 a @n1 | f..T-', 'pod web-0 b @n1 rev=r2 | .....+.P........T-'];
const ASKED = 'request delete pods web-0 uid=b | ................!';
const FRESH = 'pod web-0 c @n1 | ..................+.R';

tryCases(stuck, [
  {
    title: 'when a hand is needed and helps',
    rows: [BACK, ...BAD, ASKED, FRESH],
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when the controller replaces it',
    rows: [BACK, ...BAD, FRESH],
    outcome: 'violated',
    says: /web-0 was replaced by its controller when r2 was taken back/,
  },
  {
    title: 'when it returns at the bad revision',
    rows: [BACK, ...BAD, ASKED, FRESH.replace('@n1', '@n1 rev=r2')],
    outcome: 'violated',
  },
  {
    title: 'when nobody deletes it',
    rows: [BACK, BAD[0] ?? '', 'pod web-0 b @n1 rev=r2 | .....+.P'],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when nobody was looking',
    rows: [BACK, ...BAD, ASKED, FRESH, 'gap pod | ............--'],
    outcome: 'unknown',
  },
]);

const TWICE = 'set web s1 replicas=2 m=update:r2 n=update:r3 | f..m.....n';
const FIRST = ['pod web-1 b @n2 | f..T-', 'pod web-1 d @n2 rev=r2 | .....+.R..T-'];
const LAST = [
  ...['pod web-1 e @n2 rev=r3 | ............+.R', 'pod web-0 a @n1 | f..............T-'],
  'pod web-0 f @n1 rev=r3 | .................+.R',
];
tryCases(superseded, [
  {
    title: 'when the one in between is asked for again, and a member is there before the status',
    rows: [
      'set web s1 replicas=1 template=t1 m=template:t2,update:r2 n=template:t3,update:r3 ' +
        'o=template:t2,seen:3 s=update:r2,seen:4 | f..m..n....o.s',
      ...['pod web-0 a @n1 | f..T-', 'pod web-0 b @n1 rev=r3 | ........+..T-'],
      'pod web-0 c @n1 rev=r2 | ............+.R',
    ],
    outcome: 'held',
  },
  {
    title: 'when all come to the last',
    rows: [TWICE, ...FIRST, ...LAST],
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when one is created for the one in between',
    rows: [TWICE, ...FIRST, 'pod web-0 f @n1 rev=r2 | .................+.R'],
    outcome: 'violated',
    says: /web-0 was created at r2, which r3 had superseded/,
  },
  {
    title: 'when there is only one',
    rows: [TWICE.replace(/n$/, '.'), ...FIRST],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when the first had arrived',
    rows: [
      'set web s1 replicas=1 current=r2 m=update:r3 | f..m',
      'pod web-0 a @n1 rev=r3 | .....+.R',
    ],
    outcome: 'unknown',
    trials: 0,
  },
]);
