import { Command } from '@commander-js/extra-typings';
import { coverageOf, coverageText } from '../../promises/coverage.ts';
import { promises } from '../../promises/index.ts';
import { findScenarios } from '../../runner/find-scenarios.ts';
import { suite as asSuite } from '../options.ts';

export function listCommand() {
  return new Command('list')
    .description('list the stories and the promises they put to the test')
    .option('--suite <name>', 'only stories of one suite', asSuite)
    .option('--promises', 'the promises, and the stories that try each', false)
    .option('--coverage', 'how many promises are judged and tried, by area', false)
    .option('--json', 'as JSON', false)
    .addHelpText(
      'after',
      '\nExamples:\n  steadfast list\n  steadfast list --promises\n  steadfast list --coverage\n',
    )
    .action(async ({ suite, promises: byPromise, coverage: byArea, json }) => {
      const found = (await findScenarios()).filter(
        ({ scenario }) => !suite || scenario.suite === suite,
      );
      const stories = found.map(({ id, scenario }) => ({
        id,
        title: scenario.title,
        hypothesis: scenario.hypothesis,
        suite: scenario.suite,
        exclusive: scenario.exclusive,
        needs: scenario.needs,
        tries: scenario.tries,
        faults: scenario.faults.map(({ fault }) => fault),
      }));
      const rows = promises.map(({ id, level, statement, since, source }) => ({
        id,
        level,
        statement,
        since,
        source,
        triedBy: stories.filter(({ tries }) => tries.includes(id)).map((story) => story.id),
      }));
      if (byArea) {
        const tried = new Set(stories.flatMap(({ tries }) => tries));
        const coverage = coverageOf(promises, tried);
        const text = json ? `${JSON.stringify(coverage, null, 2)}\n` : coverageText(coverage);
        process.stdout.write(text);
        return;
      }
      if (json) process.stdout.write(`${JSON.stringify(byPromise ? rows : stories, null, 2)}\n`);
      else if (byPromise) process.stdout.write(rows.map(promiseText).join(''));
      else process.stdout.write(stories.map(storyText).join('\n'));
    });
}

interface Story {
  readonly id: string;
  readonly title: string;
  readonly suite: string;
  readonly tries: readonly string[];
  readonly faults: readonly string[];
}

function storyText({ id, title, suite, tries, faults }: Story): string {
  return [
    `${id}  (${suite})`,
    `  ${title}`,
    `  tries   ${tries.join(' ')}`,
    `  faults  ${faults.join(', ') || 'none'}`,
    '',
  ].join('\n');
}

interface Row {
  readonly id: string;
  readonly level: string;
  readonly statement: string;
  readonly triedBy: readonly string[];
}

function promiseText({ id, level, statement, triedBy }: Row): string {
  return `${id}  ${level}\n  ${statement}\n  tried by  ${triedBy.join(', ') || 'no story'}\n`;
}
