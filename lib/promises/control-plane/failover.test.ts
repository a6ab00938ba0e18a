import { tryCases } from '../try-cases.ts';
import { failoverChangesNothing, failoverResumes } from './failover.ts';

const quiet = '.'.repeat(40);
const KILL = 'fault kill-controller-manager | ..!';
const SET = 'set web s1 replicas=2 | f';
const CLAIMS = ['claim data-web-0 c0 | f', 'claim data-web-1 c1 | f'];
const PODS = ['pod web-0 a @n1 | f', 'pod web-1 b @n2 | f'];

/** Somebody asks for another set once the controller is back. */
const LATER = ['request create statefulsets beside | ...!', 'set beside s2 replicas=1 | ...+'];
const BORN = 'pod beside-0 c @n1 of=s2 set=beside | ....+.R';

tryCases(failoverChangesNothing, [
  {
    title: 'when all are what they were',
    rows: [SET, ...CLAIMS, ...PODS, KILL, `end | ..${quiet}!`],
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when a member is created again on an empty memory',
    rows: [
      SET,
      ...CLAIMS,
      'pod web-0 a @n1 | f....T-',
      'pod web-0 d @n1 | .......+.R',
      'pod web-1 b @n2 | f',
      KILL,
      `end | ..${quiet}!`,
    ],
    outcome: 'violated',
    says: /was changed by a restart/,
  },
  {
    title: 'when labels are written anew',
    rows: [
      SET,
      ...CLAIMS,
      'pod web-0 a @n1 l=x:y | f....L',
      'pod web-1 b @n2 | f',
      KILL,
      `end | ..${quiet}!`,
    ],
    outcome: 'violated',
  },
  {
    title: 'when a claim is not the same',
    rows: [
      SET,
      'claim data-web-0 c0 | f...T-',
      'claim data-web-0 c9 | ......+',
      ...PODS,
      KILL,
      `end | ..${quiet}!`,
    ],
    outcome: 'violated',
    says: /claim data-web-0 was changed/,
  },
  {
    title: 'when something was to be done',
    rows: ['set web s1 replicas=2 | f3', ...PODS, KILL, `end | ..${quiet}!`],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when nobody waited for it to return',
    rows: [SET, ...CLAIMS, ...PODS, KILL, 'end | .....!'],
    outcome: 'unknown',
    says: /back at work/,
  },
  {
    title: 'when a set that came later has had its turn',
    rows: [SET, ...CLAIMS, ...PODS, KILL, ...LATER, BORN, 'end | ........!'],
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when a set that came later still waits for its turn',
    rows: [SET, ...CLAIMS, ...PODS, KILL, ...LATER, 'end | ........!'],
    outcome: 'unknown',
    says: /back at work/,
  },
  {
    title: 'when a set that came later has had its turn, and then a member goes',
    rows: [
      ...[SET, ...CLAIMS, 'pod web-0 a @n1 | f.....T-', 'pod web-1 b @n2 | f'],
      ...[KILL, ...LATER, BORN, 'end | ........!'],
    ],
    outcome: 'violated',
  },
  {
    title: 'when the set that has its turn was there before',
    rows: [
      ...[SET, 'set beside s2 replicas=1 | f', ...CLAIMS, ...PODS, KILL],
      ...[BORN, 'end | ........!'],
    ],
    outcome: 'unknown',
  },
  {
    title: 'when the pods were not watched',
    rows: [SET, ...CLAIMS, ...PODS, KILL, 'gap pod | ...--', `end | ..${quiet}!`],
    outcome: 'unknown',
  },
]);

const GROWING = 'set web s1 replicas=1 | f3';

tryCases(failoverResumes, [
  {
    title: 'when the growth goes on in order',
    rows: [
      GROWING,
      'pod web-0 a @n1 | f',
      KILL,
      'pod web-1 b @n2 | ....+.R',
      'pod web-2 c @n3 | .......+.R',
    ],
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when what it was at is forgotten',
    rows: [GROWING, 'pod web-0 a @n1 | f', KILL, `end | ${'.'.repeat(200)}!`],
    outcome: 'violated',
    says: /never finished: web-1 was not there/,
  },
  {
    title: 'when the order is',
    rows: [
      GROWING,
      'pod web-0 a @n1 | f',
      KILL,
      'pod web-2 c @n3 | ....+.R',
      'pod web-1 b @n2 | .......+.R',
    ],
    outcome: 'violated',
    says: /web-2 was created while web-1 was not there/,
  },
  {
    title: 'when nothing was to be done',
    rows: ['set web s1 replicas=1 | f', 'pod web-0 a @n1 | f', KILL, `end | ..${quiet}!`],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when the pods were not watched',
    rows: [
      GROWING,
      'pod web-0 a @n1 | f',
      KILL,
      'gap pod | ...--',
      'pod web-1 b @n2 | ....+.R',
      'pod web-2 c @n3 | .......+.R',
    ],
    outcome: 'unknown',
  },
]);
