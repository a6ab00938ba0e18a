import { Command, Option } from '@commander-js/extra-typings';
import { buildReportOf } from '../../../reports/build.ts';
import { renderers } from '../../../reports/render/index.ts';
import { renderTerminal } from '../../../reports/render/terminal.ts';
import { writeReports } from '../../../reports/write.ts';
import { UsageError } from '../../support/errors.ts';

const EXAMPLES = `
Needs no cluster. Ends with the exit code of the run's verdicts.

Examples:
  steadfast report reports/runs/20261121T040200-8c1f                      the summary again
  steadfast report reports/runs/20261121T040200-8c1f --format markdown    for a step summary
  steadfast report reports/runs/20261121T040200-8c1f --write              all files again
  steadfast report shard-1 shard-2 shard-3                                one report of three shards
`;

export function reportCommand() {
  const formats = Object.keys(renderers);
  return new Command('report')
    .description('build the reports of a stored run again, or one report of several runs')
    .argument('<run...>', "a run's folder; several, such as shards, make one report")
    .addOption(new Option('--format <name>', 'what to print').choices(formats).default('terminal'))
    .option('--write', 'writes every format into the run folder', false)
    .addHelpText('after', EXAMPLES)
    .action(async ([folder = '', ...others], { format, write }) => {
      if (write && others.length > 0) {
        throw new UsageError({
          what: '--write writes into the folder of one run',
          tryThis: 'steadfast report RUN RUN --format json > report.json',
        });
      }
      const all = [folder, ...others] as const;
      const report = write ? await writeReports(folder) : await buildReportOf([...all]);
      const { isTTY, columns = 100 } = process.stdout;
      const color = isTTY === true && !process.env.NO_COLOR;
      const text =
        format === 'terminal'
          ? renderTerminal(report, { folder, color, width: columns })
          : renderers[format]?.(report);
      process.stdout.write(text ?? '');
      process.exitCode = report.verdict.exitCode;
    });
}
