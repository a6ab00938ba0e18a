import { expect } from 'chai';
import type { Entry } from '../model/entry.ts';
import { draw } from '../promises/drawing.ts';
import { judgeHistory } from './judge.ts';
import { newsInOrder } from './news-in-order.ts';

/** A scale-down whose news comes two seconds after the end of the member that it took away. */
function lateNews() {
  const drawn = draw(
    'set web s1 replicas=2 gen=1 | f....1',
    'pod web-0 a @n1 | +.R',
    'pod web-1 b @n2 | ..+.R.T..-',
    'end | ...........................!',
  );
  return drawn.map((entry): Entry => {
    const isScaleDown = entry.kind === 'set' && entry.replicas === 1;
    return isScaleDown ? { ...entry, at: entry.at + 3_000 } : entry;
  });
}

describe('news in order', () => {
  it('dates what came late by what came before it and is newer', () => {
    const late = lateNews();
    const scaled = late.find((entry) => entry.kind === 'set' && entry.replicas === 1);
    const taken = late.find((entry) => entry.kind === 'pod' && entry.deleting !== null);
    const dated = newsInOrder(late).find(({ seq }) => seq === scaled?.seq);
    // A moment before: a tie would leave it open which of the two was first.
    expect(dated?.at)
      .to.be.below(taken?.at ?? 0)
      .and.closeTo(taken?.at ?? 0, 0.01);
    expect(dated).to.deep.equal({ ...scaled, at: dated?.at });
  });

  it('leaves all that came in order as it was', () => {
    const drawn = draw('set web s1 replicas=1 | f', 'pod web-0 a @n1 | +.R', 'end | ......!');
    expect(newsInOrder(drawn)).to.equal(drawn);
  });

  it('keeps a member that was scaled away from being taken for one that an update took', () => {
    const verdict = judgeHistory(lateNews()).find(({ promise }) => promise === 'SS-UPD-003');
    expect(verdict?.violations).to.deep.equal([]);
  });
});
