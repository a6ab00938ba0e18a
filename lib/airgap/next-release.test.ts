import { expect } from 'chai';
import { releaseAfter } from './next-release.ts';

describe('the release after another', () => {
  it('is of the next minor, and there is none after the newest', () => {
    expect(releaseAfter('1.34.4')).to.equal('1.35.4');
    expect(releaseAfter('1.35.4')).to.equal('1.36.3');
    expect(releaseAfter('1.36.3')).to.equal(null);
  });
});
