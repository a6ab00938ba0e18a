import { expect } from 'chai';
import { draw } from '../drawing.ts';
import { withRows } from '../redraw.ts';
import { tryCases } from '../try-cases.ts';
import { terminationRows } from './drawn-stories.ts';
import { gracefulDeletions, neverForced, slowShutdown } from './graceful-deletions.ts';

const { slowShutdown: rows } = terminationRows;

tryCases(gracefulDeletions, [
  {
    title: 'when each has the time of its template',
    rows: withRows(rows),
    outcome: 'held',
    trials: 2,
  },
  {
    title: 'when one is given less',
    rows: withRows(rows, 'pod web-2 c @n3 claim=none grace=1 | f...T.....-'),
    outcome: 'violated',
    says: /web-2 was given 1 s where its template asks for 5 s/,
  },
  {
    title: 'when one is killed at once',
    rows: withRows(rows, 'run web-2 c @n3 exit=137 | f...]'),
    outcome: 'violated',
    says: /web-2 was killed before its 5 s were over/,
  },
  {
    title: 'when one was killed long before, and went on',
    rows: [...withRows(rows), 'run web-2 c @n3 exit=137 | .[]'],
    outcome: 'held',
    trials: 2,
  },
  {
    title: 'when a user is in a hurry',
    rows: [
      'set web s1 | f..2',
      'pod web-2 c grace=1 | f...T-',
      'request delete pods web-2 uid=c grace=1 | ...!',
    ],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when nobody watched',
    rows: [...withRows(rows), 'gap pod | ...--------'],
    outcome: 'unknown',
  },
]);

tryCases(neverForced, [
  { title: 'when none of its requests forces', rows: withRows(rows), outcome: 'held', trials: 2 },
  {
    title: 'when somebody else forces',
    rows: ['audit delete pods web-0 user=me | !'],
    outcome: 'unknown',
  },
  {
    title: 'when nobody kept a log',
    rows: [...withRows(rows), 'gap audit | ........-'],
    outcome: 'unknown',
  },
]);

it('notices one request by force among others', () => {
  const history = draw(...withRows(rows)).map((entry) =>
    entry.kind === 'audit' && entry.name === 'web-1' ? { ...entry, grace: 0 } : entry,
  );
  expect(neverForced.check(history).violations).to.have.length(1);
});

tryCases(slowShutdown, [
  { title: 'when the next one waits', rows: withRows(rows), outcome: 'held', trials: 1 },
  {
    title: 'when the next one does not wait',
    rows: withRows(rows, 'pod web-1 b @n2 claim=none | f.......T.....-'),
    outcome: 'violated',
    says: /web-1 was deleted before web-2 had shut down/,
  },
  {
    title: 'when all are quick',
    rows: withRows(rows, 'pod web-2 c @n3 claim=none | f...T-'),
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when nobody watched',
    rows: [...withRows(rows), 'gap pod | ......-'],
    outcome: 'unknown',
  },
]);
