import { expect } from 'chai';
import { jobsOn } from './jobs.ts';

describe('stories side by side, where nobody says how many', () => {
  it('are two for each processor of the machine that has the nodes, up to eight', () => {
    const many = [1, 2, 3, 4, 64].map((processors) => jobsOn('embedded', processors));
    expect(many).to.deep.equal([2, 4, 6, 8, 8]);
    expect(jobsOn('kind', 2)).to.equal(4);
  });

  it('are three on a cluster that may be anywhere', () => {
    expect(jobsOn('existing', 64)).to.equal(3);
  });
});
