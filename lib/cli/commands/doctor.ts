import { Command, Option } from '@commander-js/extra-typings';
import { UsageError } from '../../support/errors.ts';
import { examine, fix, isReady, unfix } from '../doctor/doctor.ts';
import { renderJson, renderReport, renderText } from '../doctor/render.ts';
import { provider as asProvider } from '../options.ts';

const EXAMPLES = `
--fix installs packages, raises kernel limits and starts an engine that is installed; what goes
beyond that, such as registering a container runtime, it does with --yes. Each change is printed
before it is made and written down, so that --unfix can take it back.

Examples:
  steadfast doctor                     what is missing, why it is needed, and what to type
  sudo steadfast doctor --fix --yes    a bare Debian host becomes one that can run kind
  sudo steadfast doctor --unfix        and is given back

Exit codes: 0 everything that is needed is there, 3 something is missing.
`;

export function doctorCommand() {
  return new Command('doctor')
    .description('find what this host lacks, and mend it')
    .addOption(
      new Option('--provider <name>', 'for auto, kind, embedded or existing')
        .argParser(asProvider)
        .default('auto' as const),
    )
    .option('--fix', 'mends what can be mended safely', false)
    .option('--yes', 'with --fix: also changes beyond packages and kernel limits', false)
    .option('--unfix', 'takes back what --fix has changed', false)
    .option('--json', 'as JSON', false)
    .addHelpText('after', EXAMPLES)
    .action(async ({ provider, fix: mend, yes, unfix: takeBack, json }) => {
      const say = (line: string) => process.stderr.write(`${line}\n`);
      if (mend && takeBack) {
        throw new UsageError({
          what: '--fix and --unfix do opposite things',
          tryThis: 'one of them',
        });
      }
      if (takeBack) {
        const report = await unfix({ say });
        process.stdout.write(json ? renderJson([], report) : renderReport(report));
        process.exitCode = report.left.length > 0 ? 3 : 0;
        return;
      }
      const findings = await examine({ provider });
      if (!mend) {
        process.stdout.write(json ? renderJson(findings) : renderText(findings));
        process.exitCode = isReady(findings) ? 0 : 3;
        return;
      }
      const report = await fix(findings, { yes, say, provider });
      const { findings: after } = report;
      process.stdout.write(
        json ? renderJson(after, report) : `${renderReport(report)}\n${renderText(after)}`,
      );
      process.exitCode = isReady(after) ? 0 : 3;
    });
}
