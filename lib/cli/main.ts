import { Command, CommanderError, type CommandUnknownOpts } from '@commander-js/extra-typings';
import { HarnessError, messageOf, StuckFault, UsageError } from '../support/errors.ts';
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

/** Each is read when it is meant: clients of clusters and checkers take seconds to load. */
const COMMANDS: Readonly<Record<string, () => Promise<CommandUnknownOpts>>> = {
  run: async () => (await import('./commands/run.ts')).runCommand(),
  list: async () => (await import('./commands/list.ts')).listCommand(),
  explain: async () => (await import('./commands/explain.ts')).explainCommand(),
  judge: async () => (await import('./commands/judge.ts')).judgeCommand(),
  report: async () => (await import('./commands/report.ts')).reportCommand(),
  compare: async () => (await import('./commands/compare.ts')).compareCommand(),
  heal: async () => (await import('./commands/heal.ts')).healCommand(),
  doctor: async () => (await import('./commands/doctor.ts')).doctorCommand(),
  rbac: async () => (await import('./commands/rbac.ts')).rbacCommand(),
  cluster: async () => (await import('./commands/cluster.ts')).clusterCommand(),
  airgap: async () => (await import('./commands/airgap.ts')).airgapCommand(),
  selftest: async () => (await import('./commands/selftest.ts')).selftestCommand(),
};

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
  for (const read of meantBy(argv)) {
    const command = await read();
    adopt(command);
    program.addCommand(command);
  }
  try {
    await program.parseAsync([...argv]);
  } catch (error) {
    process.exitCode = explain(error);
  }
}

/** The command that is named first; all of them for whoever asks for help or mistypes. */
function meantBy([, , name = '']: readonly string[]) {
  const meant = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  return meant ? [meant] : Object.values(COMMANDS);
}

interface Adoptable {
  exitOverride(): unknown;
  showHelpAfterError(hint: string): unknown;
  name(): string;
  readonly commands: readonly Adoptable[];
}

/** Commander would end the process itself, and with code 1, which means a broken promise here. */
function adopt(command: Adoptable, within = ''): void {
  const name = `${within}${command.name()} `;
  command.exitOverride();
  command.showHelpAfterError(`  try        steadfast ${name}--help`);
  for (const child of command.commands) adopt(child, name);
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
