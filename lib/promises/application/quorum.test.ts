import { tryCases } from '../try-cases.ts';
import { quorumKept } from './quorum.ts';

const wait = (count: number) => '.'.repeat(count);
const beats = (count: number) => 'X'.repeat(count);
const SET = 'set web s1 | f';
const BUDGET = 'pdb web max=1 | f';
const WHOLE = `converged web | ${wait(30)}!`;
const [ZERO, TWO] = [`beat web-0 a @n1 | E${beats(30)}`, `beat web-2 c @n3 | E${beats(30)}`];
const PODS = ['pod web-0 a @n1 | f', 'pod web-1 b @n2 | f', 'pod web-2 c @n3 | f'];
const GOES = [
  ...['pod web-0 a @n1 | f', 'pod web-2 c @n3 | f', `pod web-1 b @n2 | f....T..-`],
  `pod web-1 e @n1 | ${wait(14)}+.R`,
  ...[`beat web-1 b @n2 | E${beats(4)}`, `beat web-1 e @n1 | ${wait(15)}E${beats(14)}`],
];
const DRAIN = 'fault drain node=n2 | ..i<.................u>';
const OFF = 'fault node-off node=n2 | ..i<.................u>';

tryCases(quorumKept, [
  {
    title: 'when a node is drained under a budget of one',
    rows: [SET, BUDGET, ...GOES, ZERO, TWO, DRAIN, WHOLE],
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when a drain of one node takes two members at once',
    rows: [
      ...[SET, BUDGET, ...GOES.slice(1), 'pod web-0 a @n2 | f....T..-', TWO, DRAIN, WHOLE],
      ...[`pod web-0 d @n1 | ${wait(14)}+.R`, `beat web-0 a @n2 | E${beats(4)}`],
      `beat web-0 d @n1 | ${wait(15)}E${beats(14)}`,
    ],
    outcome: 'violated',
    says: /web-1 and web-0|web-0 and web-1/,
  },
  {
    title: 'when no budget guards whom a drain takes',
    rows: [SET, ...GOES, ZERO, TWO, DRAIN, WHOLE],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when one node is lost, and two go on',
    rows: [SET, ...PODS, ZERO, TWO, `beat web-1 b @n2 | EXX${wait(20)}XX`, OFF, WHOLE],
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when one node is lost, and another member with it',
    rows: [
      ...[SET, ...PODS.slice(0, 2), 'pod web-2 c @n3 | f......r.........R', ZERO, OFF, WHOLE],
      ...[`beat web-1 b @n2 | EXX${wait(20)}XX`, `beat web-2 c @n3 | E${beats(4)}${wait(12)}XX`],
    ],
    outcome: 'violated',
    says: /accepted nothing through the loss of n2/,
  },
  {
    title: 'when one that is called well pauses meanwhile',
    rows: [
      ...[SET, ...PODS, ZERO, `beat web-1 b @n2 | EXX${wait(20)}XX`, OFF, WHOLE],
      `beat web-2 c @n3 | E${beats(4)}${wait(12)}XX`,
    ],
    outcome: 'held',
  },
  {
    title: 'when most of them were on the node that is lost',
    rows: [
      ...[SET, ...PODS.slice(1), 'pod web-0 a @n2 | f', ZERO, TWO, OFF, WHOLE],
      `beat web-1 b @n2 | EXX${wait(20)}XX`,
    ],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when something else happens beside it',
    rows: [
      ...[SET, ...PODS, ZERO, TWO, `beat web-1 b @n2 | EXX${wait(20)}XX`, OFF, WHOLE],
      'fault delete-pod | ......!',
    ],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when nobody at all writes anything, and two are called well',
    rows: [
      ...[SET, ...PODS.slice(0, 1), 'pod web-1 b @n2 | f......r.........R', OFF, WHOLE],
      ...['pod web-2 c @n3 | f......r.........R', `beat web-1 b @n2 | EXX${wait(20)}XX`],
      ...['web-0 a @n1', 'web-2 c @n3'].map((who) => `beat ${who} | E${beats(4)}${wait(12)}XX`),
    ],
    outcome: 'unknown',
    says: /and nor did anyone else/,
  },
  {
    title: 'when the volumes could not be read',
    rows: [SET, BUDGET, ...GOES, ZERO, TWO, DRAIN, WHOLE, 'gap beat | ......--'],
    outcome: 'unknown',
    trials: 0,
  },
]);
