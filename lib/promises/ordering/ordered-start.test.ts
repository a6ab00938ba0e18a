import { expect } from 'chai';
import type { History } from '../../model/entry.ts';
import { draw } from '../drawing.ts';
import { tryCases } from '../try-cases.ts';
import { orderedStart } from './ordered-start.ts';

tryCases(orderedStart, [
  {
    title: 'when each waits for the one below',
    rows: [
      'set web s1 | +',
      'pod web-0 a @n1 | +.R',
      'pod web-1 b @n2 | ...+.R',
      'pod web-2 c @n3 | ......+.R',
    ],
    outcome: 'held',
    trials: 2,
  },
  {
    title: 'when a predecessor was Running only',
    rows: ['set web s1 | +', 'pod web-0 a @n1 | +.P..R', 'pod web-1 b @n2 | ...+.R'],
    outcome: 'violated',
    says: /web-1 was created while web-0 was Running, not Ready/,
  },
  {
    title: 'when all were created at once',
    rows: [
      'set web s1 | +',
      'pod web-0 a @n1 | +.R',
      'pod web-1 b @n2 | +.R',
      'pod web-2 c @n3 | +.R',
    ],
    outcome: 'violated',
  },
  {
    title: 'when a lower ordinal was not there',
    rows: ['set web s1 | f', 'pod web-1 b @n2 | ...+.R'],
    outcome: 'violated',
    says: /web-0 was not there/,
  },
  {
    title: 'when a lower ordinal had been Terminating for long',
    rows: ['set web s1 | f', 'pod web-0 a @n1 | fT.......-', 'pod web-1 b @n2 | ......+.R'],
    outcome: 'violated',
    says: /web-0 was Terminating/,
  },
  {
    title: 'when a predecessor was Ready a moment ago: the controller may not have heard',
    rows: ['set web s1 | f', 'pod web-0 a @n1 | f....r', 'pod web-1 b @n2 | ......+.R'],
    outcome: 'held',
  },
  {
    title: 'when the incarnation before was Ready a moment ago',
    rows: ['set web s1 | f', 'pod web-0 a @n1 | f...T-', 'pod web-1 b @n2 | .....+.R'],
    outcome: 'held',
  },
  {
    title: 'when a member was there from a higher place before the lower one came back',
    rows: ['set web s1 | f', 'pod web-1 b @n2 | f', 'pod web-0 a @n1 | ..+.R'],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when a predecessor was not Ready for minReadySeconds',
    rows: ['set web s1 wait=10 | +', 'pod web-0 a @n1 | +.R', 'pod web-1 b @n2 | ...+.R'],
    outcome: 'violated',
    says: /not for long enough/,
  },
  {
    title: 'when it was Ready for minReadySeconds',
    rows: ['set web s1 wait=10 | +', 'pod web-0 a @n1 | +.R', 'pod web-1 b @n2 | ............+.R'],
    outcome: 'held',
  },
  {
    title: 'when the range begins higher',
    rows: ['set web s1 start=5 | +', 'pod web-5 a @n1 | +.R', 'pod web-6 b @n2 | ...+.R'],
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'for a Parallel set',
    rows: ['set web s1 policy=Parallel | +', 'pod web-0 a @n1 | +.R', 'pod web-1 b @n2 | +.R'],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when the watch was blind while it may have become Ready',
    rows: [
      'set web s1 | +',
      'pod web-0 a @n1 | +.P..R',
      'gap pod | ..--',
      'pod web-1 b @n2 | ...+.R',
    ],
    outcome: 'unknown',
  },
]);

describe('a predecessor that was Ready before anybody heard of it', () => {
  // Its kubelet had to wait for 4 s before it could write what it had seen.
  const lateNews = draw(
    'set web s1 wait=10 | +',
    'pod web-0 a @n1 | +....R',
    'pod web-1 b @n2 | ............+.R',
  );
  const said = (readySince: string): History =>
    lateNews.map((entry) => {
      if (entry.kind !== 'pod') return entry;
      if (entry.uid === 'b') return { ...entry, created: '2026-11-22T23:27:50Z' };
      return entry.ready ? { ...entry, readySince } : entry;
    });

  it('was so for as long as its kubelet says', () => {
    expect(orderedStart.check(lateNews).violations).to.have.lengthOf(1);
    expect(orderedStart.check(said('2026-11-22T23:27:39Z')).violations).to.deep.equal([]);
    expect(orderedStart.check(said('2026-11-22T23:27:43Z')).violations).to.have.lengthOf(1);
  });
});
