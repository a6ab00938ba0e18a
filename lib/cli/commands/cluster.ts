import { Command, InvalidArgumentError, Option } from '@commander-js/extra-typings';
import { chooseProvider, type Wanted } from '../../cluster/choose.ts';
import { UsageError } from '../../support/errors.ts';
import { preflight } from '../doctor/preflight.ts';
import { kubernetes, provider, timers } from '../options.ts';
import { interruptible } from '../signals.ts';
import { DEFAULT_CLUSTER } from '../subject-of-run.ts';

const stderr = (line: string) => process.stderr.write(`${line}\n`);

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
    .addHelpText('after', '\nExamples:\n  steadfast cluster up\n  steadfast cluster up --name b\n')
    .action(async ({ name, provider: wanted, kubernetes = null, timers }) => {
      await preflight(wanted);
      const { provider, reason } = await chooseProvider(wanted, undefined);
      stderr(`provider ${provider.name}: ${reason}`);
      await interruptible(stderr, async (signal) => {
        const cluster = await provider.up({ name, kubernetes, timers, progress: stderr, signal });
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
      const { provider } = await chooseProvider(wanted, undefined);
      const up = await provider.list();
      const names = all ? up : [name];
      if (!all && !up.includes(name)) {
        throw new UsageError({
          what: `no cluster "${name}" is up`,
          lastSeen: `clusters that are up: ${up.join(', ') || 'none'}`,
        });
      }
      for (const one of names) await provider.down(one, stderr);
    });
  command
    .command('list')
    .description('list the clusters of ours that are up')
    .addOption(providerOption())
    .action(async ({ provider: wanted }) => {
      const { provider } = await chooseProvider(wanted, undefined);
      for (const name of await provider.list()) process.stdout.write(`${name}\n`);
    });
  return command;
}

function providerOption() {
  return new Option('--provider <name>', 'auto or kind')
    .argParser<Wanted>(provider)
    .default('auto' as const);
}

function asClusterName(given: string): string {
  if (/^[a-z0-9]([a-z0-9-]{0,30}[a-z0-9])?$/.test(given)) return given;
  throw new InvalidArgumentError(
    `"${given}" cannot be a name. Type up to 32 small letters, digits and dashes.`,
  );
}
