import { Command } from '@commander-js/extra-typings';
import { compareVerdicts } from '../../judge/compare-verdicts.ts';
import { type JudgedFolder, verdictsText, writeVerdicts } from '../../judge/judge-folder.ts';
import { exitCodeOf, foldVerdicts } from '../../judge/outcome.ts';
import { promises } from '../../promises/index.ts';

const EXAMPLES = `
Needs no cluster: the evidence is in the folder, and the answer is byte-identical on any machine.
Ends with the exit code of the verdicts; with --check, with 1 where the stored ones differ.

Examples:
  steadfast judge reports/runs/20261121T040200-8c1f             judge a run again
  steadfast judge reports/runs/20261121T040200-8c1f --check     only compare with what is stored
`;

export function judgeCommand() {
  return new Command('judge')
    .description('judge a stored run again, from its histories alone')
    .argument('<run>', "a run's folder, or one scenario's")
    .option('--check', 'writes nothing; ends with 1 where the stored verdicts differ', false)
    .option('--json', 'the verdicts as JSON', false)
    .addHelpText('after', EXAMPLES)
    .action(async (folder, { check, json }) => {
      if (check) {
        process.exitCode = compare(folder, json);
        return;
      }
      const judged = await writeVerdicts(folder);
      process.stdout.write(json ? jsonOf(judged) : judged.map(textOf).join('\n'));
      const scenarios = judged.map(({ verdicts }) => verdicts);
      const levels = new Map(promises.map(({ id, level }) => [id, level]));
      process.exitCode = exitCodeOf({
        verdicts: foldVerdicts(scenarios),
        levelOf: (promise) => levels.get(promise) ?? 'INFORMATIONAL',
      });
    });
}

function compare(folder: string, json: boolean): number {
  const compared = compareVerdicts(folder);
  if (json) process.stdout.write(`${JSON.stringify(compared, null, 2)}\n`);
  for (const { verdicts, same, differences } of json ? [] : compared) {
    process.stdout.write(`${verdicts.scenario}: ${same ? 'the same bytes' : 'differs'}\n`);
    for (const line of differences) process.stdout.write(`  ${line}\n`);
  }
  return compared.every(({ same }) => same) ? 0 : 1;
}

function jsonOf(judged: readonly JudgedFolder[]): string {
  const [only] = judged;
  if (only && judged.length === 1) return verdictsText(only.verdicts);
  return `${JSON.stringify(
    judged.map(({ verdicts }) => verdicts),
    null,
    2,
  )}\n`;
}

/** What was tried or went wrong, a line each; what nobody asked about is left out. */
function textOf({ verdicts: file }: JudgedFolder): string {
  const lines = [`${file.scenario}: ${file.entries} entries`];
  if (file.cut) lines.push(`  ${file.cut.says}`);
  for (const { promise, outcome, trials, violations, doubts, reason } of file.verdicts) {
    if (outcome === 'not-applicable' || (outcome === 'unknown' && !file.tries.includes(promise))) {
      continue;
    }
    lines.push(`  ${promise}  ${outcome.padEnd(8)}  tried ${trials} times`);
    const said = [...violations, ...doubts].map(({ says }) => says);
    for (const says of [...said, reason ?? ''].filter(Boolean).slice(0, 5)) {
      lines.push(`      ${says}`);
    }
  }
  return `${lines.join('\n')}\n`;
}
