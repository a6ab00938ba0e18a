import { tryCases } from '../try-cases.ts';
import { ghostsAreStopped, ghostsDoNotReturn } from './ghosts.ts';

const SPLIT = 'fault split-node-network node=n1 | .<.......u>';
const OLD = 'pod web-0 a @n1 | f..T.-';
const NEW = ['pod web-0 b @n2 | ......+.R', 'run web-0 b @n2 | .......['];
const long = '.'.repeat(90);

tryCases(ghostsAreStopped, [
  {
    title: 'when it is stopped as soon as its node is back',
    rows: [SPLIT, OLD, ...NEW, 'run web-0 a @n1 | f...........]'],
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when it is stopped before the undo of the split was proved',
    rows: [
      'fault split-node-network node=n1 | .<.......u..>',
      ...[OLD, ...NEW, 'run web-0 a @n1 | f.........]'],
    ],
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when its kubelet never cleans up',
    rows: [SPLIT, OLD, ...NEW, 'run web-0 a @n1 | f', `end | ${long}!`],
    outcome: 'violated',
    says: /ran on for more than 60 s/,
  },
  {
    title: 'when it had ended behind the split',
    rows: [SPLIT, OLD, ...NEW, 'run web-0 a @n1 | f...]'],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when the history ends too soon',
    rows: [SPLIT, OLD, ...NEW, 'run web-0 a @n1 | f'],
    outcome: 'unknown',
    says: /history ends/,
  },
  {
    title: 'when its pod was there all along',
    rows: [SPLIT, 'pod web-0 a @n1 | f..T.........-', 'run web-0 a @n1 | f...........]'],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when its runtime was not watched',
    rows: [
      SPLIT,
      OLD,
      ...NEW,
      'gap runtime where=n1 | ..........--',
      'run web-0 a @n1 | f...........]',
    ],
    outcome: 'unknown',
  },
]);

tryCases(ghostsDoNotReturn, [
  {
    title: 'when it ends and stays ended',
    rows: [SPLIT, OLD, ...NEW, 'run web-0 a @n1 | f...........]', 'end | ..................!'],
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when a kubelet starts it from an old list',
    rows: [SPLIT, OLD, ...NEW, 'run web-0 a @n1 | f...........]..[..]'],
    outcome: 'violated',
    says: /started again beside its successor/,
  },
  {
    title: 'when nobody succeeded it',
    rows: [SPLIT, OLD, 'run web-0 a @n1 | f...........]'],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when its runtime was not watched',
    rows: [
      SPLIT,
      OLD,
      ...NEW,
      'gap runtime where=n1 | .............--',
      'run web-0 a @n1 | f...........]',
      'end | ...................!',
    ],
    outcome: 'unknown',
  },
]);
