import { tryCases } from '../try-cases.ts';
import { gracefulDeleteFreesNothing, nameKeptBehindSplit } from './name-kept-behind-split.ts';

const SPLIT = 'fault split-node-network node=n1 | .<..............u>';
const ALIVE = 'run web-0 a @n1 | f..................]';
const DELETE = 'request delete pods web-0 uid=a | .....!';

tryCases(nameKeptBehindSplit, [
  {
    title: 'when it is asked to go and stays until the split is over',
    rows: [
      SPLIT,
      ALIVE,
      'pod web-0 a @n1 | f....T.............-',
      'pod web-0 b @n2 | ....................+.R',
    ],
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'by its lines alone, where no runtime was watched',
    rows: [SPLIT, 'beat web-0 a @n1 | E.x.x.x.x.x', 'pod web-0 a @n1 | f....T.............-'],
    outcome: 'held',
  },
  {
    title: 'when its pod is deleted by force after a while',
    rows: [SPLIT, ALIVE, 'pod web-0 a @n1 | f....T.....-'],
    outcome: 'violated',
    says: /web-0 was removed while its node n1 was cut off/,
  },
  {
    title: 'when it is created again elsewhere',
    rows: [SPLIT, ALIVE, 'pod web-0 a @n1 | f....T.....-', 'pod web-0 b @n2 | ............+.R'],
    outcome: 'violated',
    says: /created again/,
  },
  {
    title: 'when somebody vouched for its death',
    rows: [
      SPLIT,
      ALIVE,
      'pod web-0 a @n1 | f....T.....-',
      'fault delete-pod-by-force excuses=SS-AMO-001 uids=a | ..........!',
    ],
    outcome: 'unknown',
    trials: 0,
    excused: 1,
  },
  {
    title: 'when nobody asked it to go: the split was short',
    rows: [SPLIT, ALIVE, 'pod web-0 a @n1 | f'],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when it was asked to go too shortly before the heal',
    rows: [SPLIT, ALIVE, 'pod web-0 a @n1 | f.............T....-'],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when it ran on another node',
    rows: [SPLIT, 'run web-0 a @n2 | f', 'pod web-0 a @n2 | f....T..-'],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when the split was never proved to be in force',
    rows: ['fault split-node-network node=n1 | .i...x....u>', ALIVE, 'pod web-0 a @n1 | f....T..-'],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when nothing shows that it lived on',
    rows: [SPLIT, 'run web-0 a @n1 | f..]', 'pod web-0 a @n1 | f....T.............-'],
    outcome: 'unknown',
    says: /nothing shows/,
  },
  {
    title: 'when the watch was blind meanwhile',
    rows: [SPLIT, ALIVE, 'pod web-0 a @n1 | f....T.............-', 'gap pod | ........--'],
    outcome: 'unknown',
  },
]);

tryCases(gracefulDeleteFreesNothing, [
  {
    title: 'when the name stays taken for longer than the grace period',
    rows: [SPLIT, ALIVE, DELETE, 'pod web-0 a @n1 | f....T.............-'],
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when the server frees it after the grace period',
    rows: [SPLIT, ALIVE, DELETE, 'pod web-0 a @n1 | f....T.....-'],
    outcome: 'violated',
  },
  {
    title: 'when the deletion was by force',
    rows: [
      SPLIT,
      ALIVE,
      'request delete pods web-0 uid=a grace=0 | .....!',
      'pod web-0 a @n1 | f....T-',
    ],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when nobody deleted it',
    rows: [SPLIT, ALIVE, 'pod web-0 a @n1 | f....T.............-'],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when it was deleted after the heal',
    rows: [
      SPLIT,
      ALIVE,
      'request delete pods web-0 uid=a | .................!',
      'pod web-0 a @n1 | f................T.-',
    ],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when the grace period was not over',
    rows: [
      SPLIT,
      ALIVE,
      'request delete pods web-0 uid=a grace=60 | .....!',
      'pod web-0 a @n1 | f....T.............-',
    ],
    outcome: 'unknown',
    trials: 0,
  },
]);
