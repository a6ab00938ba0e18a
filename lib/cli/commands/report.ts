import { Command, Option } from '@commander-js/extra-typings';
import { buildReport } from '../../../reports/build.ts';
import { renderers } from '../../../reports/render/index.ts';
import { renderTerminal } from '../../../reports/render/terminal.ts';
import { writeReports } from '../../../reports/write.ts';

const EXAMPLES = `
Needs no cluster. Ends with the exit code of the run's verdicts.

Examples:
  steadfast report reports/runs/20261121T040200-8c1f                      the summary again
  steadfast report reports/runs/20261121T040200-8c1f --format markdown    for a step summary
  steadfast report reports/runs/20261121T040200-8c1f --write              all files again
`;

export function reportCommand() {
  const formats = Object.keys(renderers);
  return new Command('report')
    .description('build the reports of a stored run again')
    .argument('<run>', "the run's folder")
    .addOption(new Option('--format <name>', 'what to print').choices(formats).default('terminal'))
    .option('--write', 'writes every format into the run folder', false)
    .addHelpText('after', EXAMPLES)
    .action(async (folder, { format, write }) => {
      const report = write ? await writeReports(folder) : await buildReport(folder);
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
