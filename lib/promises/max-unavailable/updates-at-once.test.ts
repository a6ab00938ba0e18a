import { expect } from 'chai';
import type { History } from '../../model/entry.ts';
import { draw } from '../drawing.ts';
import { tryCases } from '../try-cases.ts';
import {
  neverMoreUnavailable,
  percentagesRoundedDown,
  takenTogetherFromTheTop,
} from './updates-at-once.ts';

const set = (most: string, done = '.............') =>
  `set web s1 replicas=4 policy=Parallel templates=none most=${most} m=update:r2 s=current:r2 | f.m${done}s`;
const bare = 'claim=none';
/** Two and two from the top. */
const inPairs = [
  `pod web-3 d @n1 ${bare} | f..T-`,
  `pod web-2 c @n1 ${bare} | f..T-`,
  `pod web-3 h @n1 ${bare} rev=r2 | .....+.R`,
  `pod web-2 g @n1 ${bare} rev=r2 | .....+.R`,
  `pod web-1 b @n1 ${bare} | f.......T-`,
  `pod web-0 a @n1 ${bare} | f.......T-`,
  `pod web-1 f @n1 ${bare} rev=r2 | ..........+.R`,
  `pod web-0 e @n1 ${bare} rev=r2 | ..........+.R`,
];
const oneByOne = [
  `pod web-3 d @n1 ${bare} | f..T-`,
  `pod web-3 h @n1 ${bare} rev=r2 | .....+R`,
  `pod web-2 c @n1 ${bare} | f......T-`,
  `pod web-2 g @n1 ${bare} rev=r2 | .........+R`,
  `pod web-1 b @n1 ${bare} | f..........T-`,
  `pod web-1 f @n1 ${bare} rev=r2 | .............+R`,
  `pod web-0 a @n1 ${bare} | f..............T-`,
  `pod web-0 e @n1 ${bare} rev=r2 | .................+R`,
];
const slow = '.................';

tryCases(neverMoreUnavailable, [
  { title: 'when two of two go at once', rows: [set('2'), ...inPairs], outcome: 'held', trials: 1 },
  {
    title: 'when two go at once and one may',
    rows: [set('1'), ...inPairs],
    outcome: 'violated',
    says: /web-2, web-3 were unavailable at once, and 1 may be/,
  },
  { title: 'when fewer go than may', rows: [set('2', slow), ...oneByOne], outcome: 'held' },
  {
    title: 'when somebody else deletes one meanwhile',
    rows: [set('1'), ...inPairs, 'request delete pods web-1 uid=b | ...!'],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when the set had come up whole only a moment before',
    rows: [set('2'), ...inPairs.map((row) => row.replace('| f.', '| +R'))],
    outcome: 'held',
    trials: 1,
  },
  { title: 'without an update', rows: [set('2', '').replace('| f.ms', '| f')], outcome: 'unknown' },
  {
    title: 'when the watch was blind',
    rows: [set('2'), ...inPairs, 'gap pod | .....---'],
    outcome: 'unknown',
  },
]);

tryCases(takenTogetherFromTheTop, [
  { title: 'when two go at once from the top', rows: [set('2'), ...inPairs], outcome: 'held' },
  {
    title: 'when they go one by one',
    rows: [set('2', slow), ...oneByOne],
    outcome: 'violated',
    says: /had 1 unavailable at most, and might have 2/,
  },
  { title: 'when one at a time is all', rows: [set('1'), ...inPairs], outcome: 'unknown' },
]);

tryCases(percentagesRoundedDown, [
  {
    title: 'when two of four are 60 percent',
    rows: [set('60%'), ...inPairs],
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when two of four are 40 percent',
    rows: [set('40%'), ...inPairs],
    outcome: 'violated',
    says: /and 1 may be/,
  },
  { title: 'when nothing is to be rounded', rows: [set('50%'), ...inPairs], outcome: 'unknown' },
]);

describe('a member that was Ready before anybody heard of it', () => {
  const lateNews = draw(set('1', slow).replace('web s1', 'web s1 wait=5'), ...oneByOne);
  const wallAt = (at: number) => new Date(at).toISOString();
  /** All is dated, and new members were seen Ready by their kubelets so many seconds earlier. */
  const seenEarlier = (seconds: number): History =>
    lateNews.map((entry) => {
      if (entry.kind !== 'pod') return entry;
      const { at, deleting, revision, ready } = entry;
      return {
        ...{ ...entry, created: wallAt(at), grace: 0 },
        deleting: deleting ? wallAt(at) : null,
        readySince: revision === 'r2' && ready ? wallAt(at - seconds * 1000) : null,
      };
    });

  it('is available from the time that its kubelet names', () => {
    expect(neverMoreUnavailable.check(seenEarlier(0)).violations).to.not.have.lengthOf(0);
    expect(neverMoreUnavailable.check(seenEarlier(5)).violations).to.deep.equal([]);
  });
});
