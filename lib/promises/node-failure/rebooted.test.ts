import { tryCases } from '../try-cases.ts';
import { rebootsKeepMembers } from './rebooted.ts';

const TAINT = 'node.kubernetes.io/unreachable';
const SET = 'set web s1 replicas=1 | f';
const BLOW = 'fault reboot-node node=n1 | .......!';
const AWAY = `node n1 taints=${TAINT} | f....t..u`;
const RUN = 'run web-0 a @n1 | f..]....[';
const pod = (seconds: number, columns: string) =>
  `pod web-0 a @n1 tol=${TAINT}:${seconds} | ${columns}`;
const BACK = pod(300, 'f....r...R');

tryCases(rebootsKeepMembers, [
  {
    title: 'when the same pod starts again',
    rows: [SET, BLOW, AWAY, RUN, BACK],
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when it is found to run again',
    rows: [SET, BLOW, AWAY, 'run web-0 a @n1 | f..]....f', BACK],
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when nobody even noticed',
    rows: [SET, BLOW, 'node n1 | f', RUN, BACK],
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when it is evicted at the first sign',
    rows: [SET, BLOW, AWAY, 'run web-0 a @n1 | f..]', pod(300, 'f....T....-')],
    outcome: 'violated',
    says: /web-0 was given up before n1 was back/,
  },
  {
    title: 'when it is evicted as soon as it puts up with no more',
    rows: [SET, BLOW, AWAY, 'run web-0 a @n1 | f..]', pod(1, 'f.....T...-')],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when a user deletes it meanwhile',
    rows: [
      ...[SET, BLOW, AWAY, 'run web-0 a @n1 | f..]', pod(300, 'f.....T...-')],
      'request delete pods web-0 uid=a | .....!',
    ],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when its set shrinks meanwhile',
    rows: [
      'set web s1 replicas=1 | f...0',
      ...[BLOW, AWAY, 'run web-0 a @n1 | f..]', pod(300, 'f.....T...-')],
    ],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when it is on another node',
    rows: [SET, BLOW, AWAY, 'pod web-0 a @n2 | f', 'run web-0 a @n2 | f'],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when it is not seen to start again',
    rows: [SET, BLOW, AWAY, 'run web-0 a @n1 | f..]', pod(300, 'f....r')],
    outcome: 'unknown',
    says: /does not show web-0 start again/,
  },
  {
    title: 'when nobody watched',
    rows: [SET, BLOW, AWAY, RUN, BACK, 'gap pod | .....-'],
    outcome: 'unknown',
  },
]);
