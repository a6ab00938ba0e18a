import { Command, Option } from '@commander-js/extra-typings';
import { buildAirgap } from '../../airgap/build.ts';
import { buildK6 } from '../../airgap/k6.ts';
import { airgapStatus } from '../../airgap/status.ts';
import type { Building } from '../../airgap/step.ts';
import { buildSystem, whyNotHad } from '../../airgap/systems/index.ts';
import { DEFAULT_KUBERNETES } from '../../airgap/versions.ts';
import type { SystemName } from '../../model/system.ts';
import { kubernetes as asVersion, workload as system } from '../options.ts';
import { interruptible } from '../signals.ts';

const EXAMPLES = `
For hosts that reach no container registry: everything is built from Debian packages and Go
modules. Cold it takes about ten minutes on two cores; a second time only what changed is built.

Examples:
  steadfast airgap build
  steadfast airgap build --kubernetes 1.35.4
  steadfast airgap build --provider embedded
  steadfast airgap build --workload etcd
  steadfast airgap build --k6
  steadfast airgap status
`;

async function buildImage(name: SystemName, building: Building): Promise<void> {
  const missing = whyNotHad(name);
  if (missing) {
    process.stdout.write(`not applicable: ${name}: ${missing}\n`);
    process.exitCode = 2;
    return;
  }
  const { reference, from, bytes } = await buildSystem(name, building);
  building.progress(`${name} from ${from}: ${Math.round(bytes / 1e6)} MB`);
  process.stdout.write(`${reference}\n`);
}

export function airgapCommand() {
  const command = new Command('airgap')
    .description('build all that clusters are made of where no container registry is reached')
    .addHelpText('after', EXAMPLES);
  command
    .command('build')
    .description('build what clusters are made of: binaries, images, and the kind node image')
    .option('--kubernetes <version>', 'Kubernetes version', asVersion, DEFAULT_KUBERNETES)
    .addOption(
      new Option('--provider <name>', 'for which clusters: kind includes embedded')
        .choices(['kind', 'embedded'] as const)
        .default('kind' as const),
    )
    .option('--workload <name>', 'only the image of this system, for runs with --workload', system)
    .option('--k6', 'only k6, for stories that put its load to a system', false)
    .action(async ({ kubernetes, provider, workload, k6 }) => {
      const say = (line: string) => void process.stderr.write(`${line}\n`);
      const stopping = 'stopping; what is finished is kept, and the next build goes on from there';
      await interruptible(
        () => say(stopping),
        async (signal) => {
          const building = { progress: say, signal };
          if (k6) process.stdout.write(`${await buildK6(building)}\n`);
          if (workload) return await buildImage(workload, building);
          if (k6) return;
          const nodeImage = provider === 'kind';
          const built = await buildAirgap({ kubernetes, ...building }, { nodeImage });
          if (built.nodeImage) process.stdout.write(`${built.nodeImage}\n`);
        },
      );
    });
  command
    .command('status')
    .description('say what is built, of which version and from where')
    .option('--json', 'as JSON', false)
    .action(async ({ json }) => {
      const status = await airgapStatus();
      process.stdout.write(json ? `${JSON.stringify(status, null, 2)}\n` : status.text);
    });
  return command;
}
