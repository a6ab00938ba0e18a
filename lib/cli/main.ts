import { Command, CommanderError } from '@commander-js/extra-typings';
import { HarnessError, messageOf, StuckFault, UsageError } from '../support/errors.ts';
import { airgapCommand } from './commands/airgap.ts';
import { clusterCommand } from './commands/cluster.ts';
import { compareCommand } from './commands/compare.ts';
import { doctorCommand } from './commands/doctor.ts';
import { explainCommand } from './commands/explain.ts';
import { healCommand } from './commands/heal.ts';
import { judgeCommand } from './commands/judge.ts';
import { listCommand } from './commands/list.ts';
import { rbacCommand } from './commands/rbac.ts';
import { reportCommand } from './commands/report.ts';
import { runCommand } from './commands/run.ts';
import { selftestCommand } from './commands/selftest.ts';
import { suiteVersion } from './suite-version.ts';

const EXIT_CODES = `
Exit codes:
  0   something was tried, and everything that was tried held
  1   a promise was violated
  2   a trial was owed and is unknown, or nothing held
  3   the suite or the host broke
  4   a fault was left behind: steadfast heal
  64  the command line was wrong
  129, 130, 143  ended by a signal, with the faults undone and a partial report written
`;

export async function main(argv: readonly string[]): Promise<void> {
  // A reader such as `head` that has seen enough is no error of ours.
  process.stdout.on('error', ({ code }: NodeJS.ErrnoException) => {
    if (code === 'EPIPE') process.exit();
  });
  const program = new Command('steadfast')
    .description(
      'Chaos and conformance tests for Kubernetes StatefulSets: real clusters, real faults,\n' +
        'verdicts from recorded evidence.',
    )
    .version(suiteVersion(), '-V, --version')
    .addHelpText('after', EXIT_CODES)
    .showSuggestionAfterError()
    .configureHelp({ sortSubcommands: false })
    .exitOverride();
  const commands = [
    runCommand(),
    listCommand(),
    explainCommand(),
    judgeCommand(),
    reportCommand(),
    compareCommand(),
    healCommand(),
    doctorCommand(),
    rbacCommand(),
    clusterCommand(),
    airgapCommand(),
    selftestCommand(),
  ];
  for (const command of commands) {
    adopt(command);
    program.addCommand(command);
  }
  try {
    await program.parseAsync([...argv]);
  } catch (error) {
    process.exitCode = explain(error);
  }
}

interface Adoptable {
  exitOverride(): unknown;
  showHelpAfterError(hint: string): unknown;
  name(): string;
  readonly commands: readonly Adoptable[];
}

/** Commander would end the process itself, and with code 1, which means a broken promise here. */
function adopt(command: Adoptable): void {
  command.exitOverride();
  command.showHelpAfterError(`  try        steadfast ${command.name()} --help`);
  for (const child of command.commands) adopt(child);
}

function explain(error: unknown): number {
  if (error instanceof CommanderError) {
    // Help and version were asked for; everything else commander has already explained.
    return error.exitCode === 0 ? 0 : 64;
  }
  process.stderr.write(`${messageOf(error)}\n`);
  if (error instanceof UsageError) return 64;
  if (error instanceof StuckFault) return 4;
  if (!(error instanceof HarnessError) && error instanceof Error && error.stack) {
    process.stderr.write(`${error.stack}\n`);
  }
  return 3;
}
