import { expect } from 'chai';
import { promises } from '../promises/index.ts';
import type { FoundScenario } from '../runner/find-scenarios.ts';
import { ofProfile, PROFILES, type Profile } from './profile.ts';
import { selectScenarios } from './select.ts';

const ALL = { names: [], suite: undefined, promises: [] };
const LEVELS: Record<Profile, readonly string[]> = {
  core: ['MUST'],
  extended: ['MUST', 'SHOULD'],
  all: ['MUST', 'SHOULD', 'INFORMATIONAL'],
};

describe('the profiles of a run', () => {
  for (const profile of PROFILES) {
    it(`${profile} loses no promise of its levels that some story tries`, async () => {
      const stories = await selectScenarios(ALL);
      const chosen = triedBy(ofProfile(stories, profile));
      const wanted = promises.filter(({ level }) => LEVELS[profile].includes(level));
      const lost = wanted.filter(({ id }) => triedBy(stories).has(id) && !chosen.has(id));
      expect(lost.map(({ id }) => id)).to.deep.equal([]);
    });
  }

  it('are one within the other, in size, and core is not everything', async () => {
    const stories = await selectScenarios(ALL);
    const [core = 0, extended = 0, all = 0] = PROFILES.map((one) => ofProfile(stories, one).length);
    expect(core).to.be.below(all);
    expect(extended).to.be.within(core, all);
    expect(all).to.equal(stories.length);
  });

  it('keep the order of the stories, and choose the same each time', async () => {
    const stories = await selectScenarios(ALL);
    const once = ofProfile(stories, 'core');
    expect(ofProfile(stories, 'core')).to.deep.equal(once);
    expect(once).to.deep.equal(stories.filter((story) => once.includes(story)));
  });
});

function triedBy(stories: readonly FoundScenario[]): ReadonlySet<string> {
  return new Set(stories.flatMap(({ scenario }) => scenario.tries));
}
