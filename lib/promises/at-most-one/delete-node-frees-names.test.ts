import { tryCases } from '../try-cases.ts';
import { deleteNodeFreesNames } from './delete-node-frees-names.ts';

const long = '.'.repeat(150);
const SET = 'set web s1 replicas=1 | f';
const AWAY = `fault stop-kubelet node=n1 | i<${long}u>`;
const BLOW = 'fault delete-node node=n1 excuses=SS-AMO-001 uids=a | ...!';
const RUNS = `run web-0 a @n1 | f${long}....]`;

tryCases(deleteNodeFreesNames, [
  {
    title: 'when it is collected and runs on',
    rows: [
      SET,
      AWAY,
      BLOW,
      'pod web-0 a @n1 why=DeletionByPodGC | f.........D-',
      'pod web-0 b @n2 | ............+R',
      RUNS,
    ],
    outcome: 'held',
    trials: 1,
    excused: 1,
  },
  {
    title: 'when its name stays taken',
    rows: [SET, AWAY, BLOW, 'pod web-0 a @n1 | f', RUNS],
    outcome: 'violated',
    says: /web-0 still had its name/,
  },
  {
    title: 'when the kubelet is there to register the node again',
    rows: [SET, BLOW, 'pod web-0 a @n1 | f', RUNS],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when somebody else removed it',
    rows: [SET, AWAY, BLOW, 'pod web-0 a @n1 | f.........T-', RUNS],
    outcome: 'unknown',
    says: /removed by somebody else/,
  },
  {
    title: 'when the kubelet is back too soon for a collector',
    rows: [SET, 'fault stop-kubelet node=n1 | i<....u>', BLOW, 'pod web-0 a @n1 | f', RUNS],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when the runtimes were not seen',
    rows: [
      ...[SET, AWAY, BLOW, 'pod web-0 a @n1 why=DeletionByPodGC | f.........D-', RUNS],
      'gap runtime | ......--------',
    ],
    outcome: 'unknown',
    trials: 0,
  },
]);
