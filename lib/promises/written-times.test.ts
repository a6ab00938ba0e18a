import { expect } from 'chai';
import { type Incarnation, incarnationsOf } from '../model/timeline.ts';
import { draw } from './drawing.ts';
import { readyForIn } from './written-times.ts';

const READY_BY_KUBELET = '2026-11-21T22:36:07Z';

const [{ first: pod }] = incarnationsOf(draw('pod web-0 a @n1 | f')) as [Incarnation];

describe('for how long a member had been Ready', () => {
  it('is what its kubelet says, when the news of it was written late', () => {
    const ready = { ...pod, at: 1000, ready: true, readySince: READY_BY_KUBELET };
    const taken = { ...pod, at: 1500, rv: 3, deleting: '2026-11-21T22:36:18Z', grace: 5 };
    expect(readyForIn([])(ready, taken)).to.equal(6000);
  });

  it('is the time between both pieces of news where nobody gave another', () => {
    const taken = { ...pod, at: 1500, rv: 3, deleting: '2026-11-21T22:36:18Z', grace: 5 };
    expect(readyForIn([])({ ...pod, at: 1000 }, taken)).to.equal(500);
  });
});
