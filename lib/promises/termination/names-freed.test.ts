import { withRows } from '../redraw.ts';
import { tryCases } from '../try-cases.ts';
import { terminationRows } from './drawn-stories.ts';
import { goneAfterItsContainers, successorAfterRemoval } from './names-freed.ts';

const { slowShutdown: rows } = terminationRows;

tryCases(goneAfterItsContainers, [
  { title: 'when its containers have stopped', rows: withRows(rows), outcome: 'held', trials: 2 },
  {
    title: 'when it goes at the first signal',
    rows: withRows(rows, 'run web-2 c @n3 | f............]'),
    outcome: 'violated',
    says: /web-2 was removed while witness still ran/,
  },
  {
    title: 'when it is asked to go while it is bound to its node',
    rows: ['set web s1 | f', 'pod web-0 a @n1 grace=0 | .+T-', 'run web-0 a @n1 | ...[.]'],
    outcome: 'violated',
    says: /web-0 was removed while witness still ran, for it was asked to go just when/,
  },
  {
    title: 'when it is forced',
    rows: [
      'set web s1 | f',
      'pod web-0 a @n1 | f..-',
      'run web-0 a @n1 | f....]',
      'request delete pods web-0 uid=a grace=0 | ..!',
    ],
    outcome: 'unknown',
    excused: 1,
  },
  {
    title: 'on a node that is hurt',
    rows: ['pod web-0 a @n1 | f..-', 'run web-0 a @n1 | f....]', 'fault split node=n1 | .<..>'],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when nobody watched',
    rows: [...withRows(rows), 'gap runtime | ......-'],
    outcome: 'unknown',
  },
]);

tryCases(successorAfterRemoval, [
  {
    title: 'when one comes after the other',
    rows: ['pod web-0 a | f.T-', 'pod web-0 b | ....+'],
    outcome: 'held',
  },
  {
    title: 'when the new one is there first',
    rows: ['pod web-0 a | f.T..-', 'pod web-0 b | ...+'],
    outcome: 'violated',
    says: /web-0 was created anew before it was removed/,
  },
  {
    title: 'when nobody was replaced',
    rows: ['pod web-0 a | f.T-'],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when nobody watched',
    rows: ['pod web-0 a | f.T', 'gap pod | ...-', 'pod web-0 b | ....+'],
    outcome: 'unknown',
  },
]);
