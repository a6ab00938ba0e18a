import { Command } from '@commander-js/extra-typings';
import { providerByName } from '../../cluster/choose.ts';
import { heal } from '../../runner/heal.ts';

const EXAMPLES = `
A run that was killed leaves its debts on disk. This reads them, undoes each fault by its name and
proves that it is gone. Debts of a run that is still alive are left to it.

Examples:
  steadfast heal            pays what is owed, says what it was
  steadfast heal --force    also what a living run owes: its verdicts become worthless
`;

export function healCommand() {
  return new Command('heal')
    .description('undo the faults that an earlier run left behind')
    .option('--force', 'also debts of a run that is still alive', false)
    .option('--json', 'as JSON', false)
    .addHelpText('after', EXAMPLES)
    .action(async ({ force, json }) => {
      const report = await heal({
        attach: (address) => providerByName(address.provider).attach(address),
        find: (address) => providerByName(address.provider).find(address.cluster),
        say: (line) => process.stderr.write(`${line}\n`),
        force,
      });
      if (json) process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
      if (report.left.length > 0) process.exitCode = 4;
    });
}
