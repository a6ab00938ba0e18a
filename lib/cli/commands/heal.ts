import { Command } from '@commander-js/extra-typings';
import { MAKERS, providerByName } from '../../cluster/choose.ts';
import { heal } from '../../runner/heal.ts';

const EXAMPLES = `
A run that was killed leaves its debts on disk, and a cluster if it had one of its own. This reads
the debts, undoes each fault by its name and proves that it is gone, and removes the cluster. What
belongs to a run that is still alive is left to it.

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
      const say = (line: string) => void process.stderr.write(`${line}\n`);
      const removed = await removeAbandoned(say);
      if (json) process.stdout.write(`${JSON.stringify({ ...report, removed }, null, 2)}\n`);
      if (report.left.length > 0) process.exitCode = 4;
    });
}

/** Clusters that were made for runs that are no more. */
async function removeAbandoned(say: (line: string) => void): Promise<readonly string[]> {
  const removed: string[] = [];
  for (const provider of MAKERS) {
    for (const name of await provider.abandoned()) {
      say(`the run that made ${provider.name} cluster ${name} is no more`);
      await provider.down(name, say);
      removed.push(name);
    }
  }
  return removed;
}
