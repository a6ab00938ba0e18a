import { Command } from '@commander-js/extra-typings';
import { DEFAULT_KUBERNETES } from '../../airgap/versions.ts';
import type { Scenario } from '../../model/scenario.ts';
import { findScenarios } from '../../runner/find-scenarios.ts';
import { type Mutant, mutants } from '../../selftest/mutants.ts';
import { type Noticed, putToTheSuite, type Trial } from '../../selftest/selftest.ts';
import { HarnessError, UsageError } from '../../support/errors.ts';
import { kubernetes as asVersion } from '../options.ts';
import { play } from '../play.ts';

const EXAMPLES = `
A suite that cannot fail proves nothing. Each mutant is the genuine controller-manager with one line
changed, compiled here and run on an embedded cluster of its own. It is killed when a promise that
it breaks is found violated; when only something else is, or nothing, it survived.

Examples:
  steadfast selftest                      all of them: minutes for each
  steadfast selftest hasty-start          one
  steadfast selftest --list               what there is

Exit codes: 0 all were killed, 1 one survived or was not tried, 3 the suite or the host broke.
`;

const say = (line: string) => void process.stderr.write(`${line}\n`);

export function selftestCommand() {
  return new Command('selftest')
    .description('put controllers that are broken on purpose to the suite: it must notice each')
    .argument('[mutant...]', 'names of mutants; all when none is named')
    .option('--kubernetes <version>', 'the release to break', asVersion, DEFAULT_KUBERNETES)
    .option('--seed <seed>', 'draws the same victims for each', '8c1f')
    .option('--list', 'only lists the mutants and what they break', false)
    .option('--json', 'as JSON', false)
    .addHelpText('after', EXAMPLES)
    .action(async (names, { kubernetes, seed, list, json }) => {
      const chosen = chosenBy(names);
      if (list) {
        for (const { name, does, breaks } of chosen) {
          process.stdout.write(`${name.padEnd(WIDTH)}${breaks.join(', ')}: ${does}\n`);
        }
        return;
      }
      const stories = (await findScenarios()).map(({ scenario }) => scenario);
      const triable = new Set(stories.flatMap(({ tries }) => tries));
      const found: Noticed[] = [];
      for (const mutant of chosen) {
        say(`${mutant.name}: ${mutant.does}`);
        let interrupted: number | null = null;
        const noticed = await putToTheSuite(mutant, {
          ...{ kubernetes, building: { progress: say }, triable },
          async play(promises, controllerManager) {
            const nodeFaults = !isTriedGently(stories, promises);
            const against = { promises, controllerManager, kubernetes, seed, nodeFaults };
            const { code, ...trial } = await playAgainst(against);
            if (code > SIGNALLED) interrupted = code;
            return trial;
          },
        });
        // A trial that somebody cut short says nothing, and whoever did so wants no more of them.
        if (interrupted !== null) {
          process.exitCode = interrupted;
          break;
        }
        say(`${mutant.name}: ${noticed.end}: ${noticed.says}`);
        found.push(noticed);
        process.exitCode = codeOf(found);
      }
      process.stdout.write(json ? `${JSON.stringify(found, null, 2)}\n` : tableOf(found));
    });
}

/** The longest name of a mutant, and room after it. */
const WIDTH = Math.max(...mutants.map(({ name }) => name.length)) + 2;

/** Exit codes above this say which signal ended a run. */
const SIGNALLED = 128;

/** Stories that hurt a node take their time, and are needed only where no other tries a promise. */
function isTriedGently(stories: readonly Scenario[], promises: readonly string[]): boolean {
  return stories.some(
    ({ exclusive, tries }) => !exclusive && tries.some((id) => promises.includes(id)),
  );
}

interface Against {
  readonly promises: readonly string[];
  readonly controllerManager: string;
  readonly kubernetes: string;
  readonly seed: string;
  readonly nodeFaults: boolean;
}

async function playAgainst(against: Against): Promise<Trial & { readonly code: number }> {
  const { promises: promise, ...rest } = against;
  const { end, code } = await play([], {
    ...{ ...rest, promise, provider: 'embedded', timers: 'short' },
    ...{ strict: true, keep: false, json: false },
  });
  if (!end && code > SIGNALLED) return { code, violated: [], tried: [] };
  if (!end) throw new HarnessError({ what: 'the run was ended before it could be judged' });
  const { promises } = end.report;
  const withOutcome = (outcome: string) =>
    promises.filter((one) => one.outcome === outcome).map(({ id }) => id);
  return {
    code,
    violated: withOutcome('violated'),
    tried: promises.filter(({ trials }) => trials > 0).map(({ id }) => id),
  };
}

function chosenBy(names: readonly string[]): readonly Mutant[] {
  const unknown = names.filter((name) => !mutants.some((mutant) => mutant.name === name));
  if (unknown.length > 0) {
    throw new UsageError({
      what: `there is no mutant ${unknown.map((name) => `"${name}"`).join(', ')}`,
      lastSeen: `mutants: ${mutants.map(({ name }) => name).join(', ')}`,
      tryThis: 'steadfast selftest --list',
    });
  }
  return names.length === 0 ? mutants : mutants.filter(({ name }) => names.includes(name));
}

function tableOf(found: readonly Noticed[]): string {
  const lines = found.map(({ mutant, end, says }) => {
    return `${end.padEnd(9)} ${mutant.name.padEnd(WIDTH)}${says}`;
  });
  const killed = found.filter(({ end }) => end === 'killed').length;
  return `${lines.join('\n')}\n${killed} of ${found.length} killed\n`;
}

function codeOf(found: readonly Noticed[]): number {
  if (found.some(({ end }) => end === 'survived' || end === 'untried')) return 1;
  return found.some(({ end }) => end === 'error') ? 3 : 0;
}
