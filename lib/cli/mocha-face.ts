import Mocha from 'mocha';
import { readRunFile } from '../../reports/run-file.ts';
import { declareStory } from '../../suites/support/declare-story.ts';
import { storyResult } from './story-result.ts';

/** Shows a finished run as mocha shows tests: a story is a describe, a promise is an it. */
export async function showAsMocha(folder: string): Promise<void> {
  const run = readRunFile(folder);
  const mocha = new Mocha({ reporter: 'spec', timeout: 0, color: process.stdout.isTTY === true });
  for (const { id, title, tries } of run.plan) {
    const suite = Mocha.Suite.create(mocha.suite, `${title} (${id})`);
    declareStory(suite, { id, title, tries }, async () => storyResult(folder, run, id));
  }
  await new Promise<void>((resolve) => {
    mocha.run(() => resolve());
  });
}
