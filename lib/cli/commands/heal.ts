import { Command } from '@commander-js/extra-typings';
import { findAgain, MAKERS, providerByName } from '../../cluster/choose.ts';
import { heal } from '../../runner/heal.ts';
import { healRuns } from '../../runner/heal-runs.ts';
import { UsageError } from '../../support/errors.ts';
import { healThere } from '../heal-there.ts';
import { runIds } from '../options.ts';

const EXAMPLES = `
A run that was killed leaves its debts on disk, a note of what it had on the cluster, and a cluster
if it had one of its own. This reads them, undoes each fault by its name and proves that it is gone,
then removes the cluster, or the run's namespaces where the cluster stays; a namespace that was
given to the run is emptied of what the run made. What belongs to a run that is still alive is left
to it, and what a run has that still owes a fault is left as it is.

A runner whose machine is gone, such as the container of a CI job, has taken its notes along. With
--context its namespaces are found on the cluster by their label; those of the runs that --run names
are removed, and no others.

Examples:
  steadfast heal            pays what is owed and removes what was left, says what it was
  steadfast heal --force    also pays what a living run owes: its verdicts become worthless
  steadfast heal --context staging                               whose namespaces are left there
  steadfast heal --context staging --run 20261121T040200-8c1f    removes those of that run
`;

const say = (line: string) => void process.stderr.write(`${line}\n`);

export function healCommand() {
  return new Command('heal')
    .description('undo the faults that an earlier run left behind, and remove what else it left')
    .option('--force', 'also debts of a run that is still alive', false)
    .option('--context <name>', 'looks for namespaces of runs on this existing cluster, only')
    .option('--kubeconfig <file>', 'the kubeconfig file of --context')
    .option('--run <id>', 'removes the namespaces of this run on --context (repeatable)', runIds)
    .option('--json', 'as JSON', false)
    .addHelpText('after', EXAMPLES)
    .action(async ({ force, context, kubeconfig, run, json }) => {
      mustGoTogether({ context, kubeconfig, run, force });
      const { text, answer, isLeft } =
        context === undefined
          ? await healHere(force)
          : await healThere({ context, kubeconfig, runs: run ?? [], say });
      process.stdout.write(json ? `${JSON.stringify(answer, null, 2)}\n` : text);
      if (isLeft) process.exitCode = 4;
    });
}

interface Words {
  readonly context: string | undefined;
  readonly kubeconfig: string | undefined;
  readonly run: readonly string[] | undefined;
  readonly force: boolean;
}

function mustGoTogether({ context, kubeconfig, run, force }: Words): void {
  const there = { '--kubeconfig': kubeconfig, '--run': run };
  for (const [flag, value] of Object.entries(there)) {
    if (value === undefined || context !== undefined) continue;
    throw new UsageError({ what: `${flag} needs --context`, tryThis: '--context NAME' });
  }
  if (context !== undefined && force) {
    throw new UsageError({
      what: '--force is for debts on this machine, and --context looks at another',
      tryThis: 'one of them',
    });
  }
}

/** All that runs of this machine have left, in the order in which it can be undone. */
async function healHere(force: boolean) {
  const find = findAgain;
  const attach: Parameters<typeof heal>[0]['attach'] = (address) =>
    providerByName(address.provider).attach(address);
  const debts = await heal({ attach, find, say, force });
  const removed = await removeAbandoned();
  // Last, so that nothing is cleared away on clusters that go.
  const runs = await healRuns({ find, say });
  const isLeft = debts.left.length + runs.left.length > 0;
  return { text: '', answer: { ...debts, removed, runs }, isLeft };
}

/** Clusters that were made for runs that are no more. */
async function removeAbandoned(): Promise<readonly string[]> {
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
