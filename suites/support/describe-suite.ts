import { describe } from 'mocha';
import type { Suite } from '../../lib/model/scenario.ts';
import { findScenarios } from '../../lib/runner/find-scenarios.ts';
import { declareStory } from './declare-story.ts';
import { session } from './session.ts';

/** Every story of one suite, for plain `npx mocha`: found by folder, like everywhere else. */
export async function describeSuite(suite: Suite): Promise<void> {
  const found = (await findScenarios()).filter(({ scenario }) => scenario.suite === suite);
  for (const { id, scenario } of found) {
    session.want(id);
    describe(`${scenario.title} (${id})`, function () {
      const { title, tries } = scenario;
      declareStory(this, { id, title, tries }, () => session.resultOf(id));
    });
  }
}
