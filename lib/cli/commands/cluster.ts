import { Command, InvalidArgumentError, Option } from '@commander-js/extra-typings';
import { chooseProvider, MAKERS, providerByName, type Wanted } from '../../cluster/choose.ts';
import { voidDebts } from '../../runner/void-debts.ts';
import { voidRuns } from '../../runner/void-runs.ts';
import { UsageError } from '../../support/errors.ts';
import { preflight } from '../doctor/preflight.ts';
import { count, featureGates, kubernetes, provider, timers, volumes } from '../options.ts';
import { interruptible } from '../signals.ts';
import { DEFAULT_CLUSTER } from '../subject-of-run.ts';

const stderr = (line: string) => process.stderr.write(`${line}\n`);

const EXAMPLES = `
Examples:
  steadfast cluster up
  steadfast cluster up --name b
  steadfast cluster up --provider embedded
  steadfast cluster up --kubernetes 1.35.4   # can be upgraded to 1.36.3, if that is built
`;

export function clusterCommand() {
  const command = new Command('cluster').description('make a cluster that several runs can use');
  command
    .command('up')
    .description('create a cluster and leave it up; steadfast run then uses it')
    .option('--name <name>', 'its name', asClusterName, DEFAULT_CLUSTER)
    .addOption(providerOption())
    .option('--kubernetes <version>', 'Kubernetes version', kubernetes)
    .addOption(
      new Option('--timers <set>', 'short or stock').argParser(timers).default('short' as const),
    )
    .option('--nodes <n>', 'workers beside the control plane; embedded only', count)
    .option('--feature-gates <gates>', 'of the control plane, such as Name=true', featureGates)
    .option('--controller-manager <file>', 'one that you built; embedded only')
    .option('--binaries <dir>', 'programs that you built, where the folder has them; embedded only')
    .option('--volumes <maker>', 'who makes them: folders, or local-path; kind only', volumes)
    .addHelpText('after', EXAMPLES)
    .action(async ({ name, provider: wanted, kubernetes, timers, nodes: workers, ...shape }) => {
      const own = [workers, shape.binaries, shape.controllerManager];
      const ownParts = own.some((part) => part !== undefined);
      const { provider, reason } = await chooseProvider(wanted, { kubernetes, ownParts });
      await preflight(provider.name);
      stderr(`provider ${provider.name}: ${reason}`);
      await interruptible(stderr, async (signal) => {
        const cluster = await provider.up({
          ...{ name, kubernetes: kubernetes ?? null, timers, workers, ...shape },
          ...{ forThisRun: false, progress: stderr, signal },
        });
        process.stdout.write(
          `export KUBECONFIG=${cluster.kubeconfig}\n# context ${cluster.context}\n`,
        );
      });
    });
  command
    .command('down')
    .description('remove a cluster that cluster up made, with all that belongs to it')
    .option('--name <name>', 'its name', asClusterName, DEFAULT_CLUSTER)
    .option('--all', 'every cluster of ours on this host', false)
    .addOption(providerOption())
    .action(async ({ name, all, provider: wanted }) => {
      const up = await clustersOf(wanted);
      const meant = all ? up : up.filter((cluster) => cluster.name === name);
      if (!all && meant.length === 0) {
        throw new UsageError({
          what: `no cluster "${name}" is up`,
          lastSeen: `clusters that are up: ${up.map((one) => one.name).join(', ') || 'none'}`,
        });
      }
      if (!all && meant.length > 1) {
        throw new UsageError({
          what: `"${name}" is up with more than one provider`,
          tryThis: meant.map(({ provider }) => `--provider ${provider.name}`).join(', or '),
        });
      }
      for (const { provider, name: one } of meant) {
        await provider.down(one, stderr);
        const gone = { provider: provider.name, name: one };
        const owed = voidDebts(gone);
        for (const { fault, run } of owed) {
          stderr(`${fault} of run ${run} is owed no more, because its cluster is gone`);
        }
        for (const { run } of voidRuns(gone)) {
          stderr(`what run ${run} had left there is gone with its cluster`);
        }
      }
    });
  command
    .command('list')
    .description('list the clusters of ours that are up')
    .addOption(providerOption())
    .action(async ({ provider: wanted }) => {
      for (const { provider, name } of await clustersOf(wanted)) {
        process.stdout.write(`${name}\t${provider.name}\n`);
      }
    });
  return command;
}

/** All that are up, of the one provider that was named or of every one. */
async function clustersOf(wanted: Wanted) {
  const asked = wanted === 'auto' ? MAKERS : [providerByName(wanted)];
  const found = await Promise.all(
    asked.map(async (provider) => {
      return (await provider.list()).map((name) => ({ provider, name }));
    }),
  );
  return found.flat();
}

function providerOption() {
  return new Option('--provider <name>', 'auto, kind or embedded')
    .argParser<Wanted>(provider)
    .default('auto' as const);
}

function asClusterName(given: string): string {
  if (/^[a-z0-9]([a-z0-9-]{0,30}[a-z0-9])?$/.test(given)) return given;
  throw new InvalidArgumentError(
    `"${given}" cannot be a name. Type up to 32 small letters, digits and dashes.`,
  );
}
