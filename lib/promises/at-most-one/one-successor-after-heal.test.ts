import { tryCases } from '../try-cases.ts';
import { oneSuccessorAfterHeal } from './one-successor-after-heal.ts';

const SET = 'set web s1 | f';
const SPLIT = 'fault split-node-network node=n1 | .<.......u>';
const OLD = 'pod web-0 a @n1 | f...T.......-';
const NEW = 'pod web-0 b @n2 | .............+.R';

tryCases(oneSuccessorAfterHeal, [
  {
    title: 'when the old one stops, its pod goes, and the new one starts',
    rows: [
      SET,
      SPLIT,
      OLD,
      NEW,
      'run web-0 a @n1 | f.........]',
      'run web-0 b @n2 | ..............[',
    ],
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when the new one starts before the old one is dead',
    rows: [
      SET,
      SPLIT,
      OLD,
      NEW,
      'run web-0 a @n1 | f..............]',
      'run web-0 b @n2 | .............[....]',
    ],
    outcome: 'violated',
    says: /two incarnations of web-0 ran at once/,
  },
  {
    title: 'when the pod is removed while it still runs',
    rows: [
      SET,
      SPLIT,
      OLD,
      'pod web-0 b @n2 | ...............+.R',
      'run web-0 a @n1 | f.............]',
      'run web-0 b @n2 | ................[',
    ],
    outcome: 'violated',
    says: /web-0 was removed while it still ran/,
  },
  {
    title: 'when somebody did not wait for the heal',
    rows: [
      SET,
      SPLIT,
      'pod web-0 a @n1 | f...T..-',
      'pod web-0 b @n2 | ........+.R',
      'fault delete-pod-by-force excuses=SS-AMO-001,SS-AMO-005 uids=a | ......!',
      'run web-0 a @n1 | f..............]',
      'run web-0 b @n2 | .........[....]',
    ],
    outcome: 'unknown',
    trials: 0,
    excused: 1,
  },
  {
    title: 'when the node came back before anybody was asked to go',
    rows: [SET, SPLIT, 'pod web-0 a @n1 | f', 'run web-0 a @n1 | f'],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when the history ends before a successor',
    rows: [SET, SPLIT, OLD, 'run web-0 a @n1 | f.........]'],
    outcome: 'unknown',
    says: /does not show/,
  },
  {
    title: 'when its ordinal was given up meanwhile',
    rows: ['set web s1 | f....0', SPLIT, OLD, 'run web-0 a @n1 | f.........]'],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when the runtime was not watched after the heal',
    rows: [
      SET,
      SPLIT,
      OLD,
      NEW,
      'run web-0 a @n1 | f.........]',
      'gap runtime where=n1 | ..........--',
      'run web-0 b @n2 | ..............[',
    ],
    outcome: 'unknown',
  },
]);
