import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { promises } from '../promises/index.ts';
import { promisesPage } from '../promises/promises-page.ts';
import { findScenarios } from '../runner/find-scenarios.ts';
import { packageFolder } from '../support/paths.ts';

describe('docs/promises.md', () => {
  it('says what the code says: npm run docs', async () => {
    const stories = await findScenarios();
    const page = promisesPage(promises, (id) =>
      stories.filter(({ scenario }) => scenario.tries.includes(id)).map((story) => story.id),
    );
    const file = join(packageFolder(), 'docs', 'promises.md');
    if (process.env.UPDATE_DOCS) writeFileSync(file, page);
    expect(readFileSync(file, 'utf8')).to.equal(page);
  });
});
