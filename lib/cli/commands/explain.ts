import { Command } from '@commander-js/extra-typings';
import { notApplicableRows } from '../../judge/not-applicable.ts';
import { areaOf } from '../../promises/areas.ts';
import { promiseById, promises } from '../../promises/index.ts';
import { type FoundScenario, findScenarios } from '../../runner/find-scenarios.ts';
import { mutants } from '../../selftest/mutants.ts';
import { UsageError } from '../../support/errors.ts';
import { isPlain } from '../select.ts';

const EXAMPLES = `
Examples:
  steadfast explain SS-PTN-002
  steadfast explain SS-PTN-002 --json
`;

export function explainCommand() {
  return new Command('explain')
    .description('say what a promise is, where it comes from, and what puts it to the test')
    .argument('<promise...>', 'ids, such as SS-PTN-002')
    .option('--json', 'as JSON', false)
    .addHelpText('after', EXAMPLES)
    .action(async (ids, { json }) => {
      const stories = await findScenarios();
      const explained = ids.map((given) => {
        const id = given.toUpperCase();
        const triedBy = stories.filter(({ scenario }) => scenario.tries.includes(id));
        return explain(given, triedBy);
      });
      process.stdout.write(
        json ? `${JSON.stringify(explained, null, 2)}\n` : explained.map(textOf).join('\n'),
      );
    });
}

function explain(given: string, stories: readonly FoundScenario[]) {
  const id = given.toUpperCase();
  const promise = promiseById(id);
  if (!promise) {
    const area = id.split('-').slice(0, 2).join('-');
    const near = promises.filter((known) => known.id.startsWith(`${area}-`)).map((one) => one.id);
    throw new UsageError({
      what: `there is no promise "${given}"`,
      ...(near.length > 0 ? { lastSeen: `promises of its area: ${near.join(', ')}` } : {}),
      tryThis: 'steadfast list --promises',
    });
  }
  const { level, statement, source, since } = promise;
  const triedBy = stories.map((story) => story.id);
  const inPlainRuns = stories.some(({ scenario }) => isPlain(scenario.suite));
  const command = `steadfast run${inPlainRuns ? '' : ' --suite workloads'} --promise ${id}`;
  return {
    ...{ id, level, area: areaOf(id), statement, since, source, triedBy, command },
    brokenBy: mutants
      .filter(({ breaks }) => breaks.includes(id))
      .map(({ name, does }) => ({ name, does })),
    notApplicable: notApplicableRows()
      .filter((row) => row.promise === id)
      .map(({ provider, versions, reason }) => ({ provider, versions, reason })),
  };
}

type Explained = ReturnType<typeof explain>;

function textOf(one: Explained): string {
  const { id, level, area, statement, since, source, triedBy, command } = one;
  const { brokenBy, notApplicable } = one;
  const lines = [
    `${id}  ${level}, ${area}`,
    `  ${statement}.`,
    '',
    `  since      ${since}`,
    `  source     ${source}`,
    `  tried by   ${triedBy.join('\n             ') || 'no story: it is judged where it happens'}`,
    ...brokenBy.map(({ name, does }) => `  mutant     ${name}: ${does}`),
    ...notApplicable.map(({ provider, versions, reason }) => {
      const where = provider === 'any' ? 'Kubernetes' : provider;
      return `  not on     ${where}${versions === '*' ? '' : ` ${versions}`}: ${reason}`;
    }),
    `  put it     ${command}`,
  ];
  return `${lines.join('\n')}\n`;
}
