import { Command, Option } from '@commander-js/extra-typings';
import { renderTerminal } from '../../../reports/render/terminal.ts';
import { PROVIDERS } from '../../cluster/choose.ts';
import type { RunEnd } from '../../runner/run.ts';
import { showAsMocha } from '../mocha-face.ts';
import * as as from '../options.ts';
import { type PlayOptions, play } from '../play.ts';

const EXAMPLES = `
Examples:
  steadfast run                                  every MUST, on the best cluster to be had here
  steadfast run --profile all                    all stories
  steadfast run --provider kind --suite chaos    the stories with node faults, on kind
  steadfast run network-split/cut-off-node       one story
  steadfast run --suite workloads --workload etcd   a real system, its image built if need be
  steadfast run --promise SS-PTN-002             the stories that try a promise
  steadfast run --controller-manager ./kube-controller-manager   before a release
  steadfast run --context staging                a cluster of yours, inside namespaces of the run
  steadfast run --context staging --dry-run      what that would touch
  steadfast run --shard 2/4 --out shard-2        a quarter of the stories
  steadfast run --seed 8c1f --json > report.json the same victims as last time, as data
`;

const PROFILE_HELP =
  'core: every MUST; extended: every SHOULD too; all: all stories ' +
  '(default: core, and all of what is named)';

type Action = (names: readonly string[], options: PlayOptions) => Promise<void>;

export function runCommand(action: Action = runAndShow) {
  const { provider, suite, timers, kubernetes, seed, count, duration, several, shard } = as;
  const { workload } = as;
  return new Command('run')
    .description('play stories on a real cluster, record them and judge what was recorded')
    .argument('[scenario...]', 'a story (theme/name), a whole theme, or nothing')
    .addOption(
      new Option('--provider <name>', `where to run: ${PROVIDERS.join(', ')}`)
        .argParser(provider)
        .default('auto' as const),
    )
    .option('--suite <name>', 'only stories of one suite: conformance, chaos, workloads', suite)
    .option('--profile <name>', PROFILE_HELP, as.profile)
    .option('--workload <name>', 'stories of a real system, of the suite workloads', workload)
    .option('--promise <id>', 'only stories that try this promise (repeatable)', several)
    .option('--context <name>', 'an existing cluster, by kubeconfig context')
    .option('--kubeconfig <file>', 'the kubeconfig file of --context')
    .option('--namespace <name>', 'plays in this empty namespace of --context, and nowhere else')
    .option('--witness-image <image>', 'an image with a shell that nodes of --context can pull')
    .option('--storage-class <name>', 'for volumes on --context (default: the one it presets)')
    .option('--allow <fault>', 'a fault that may reach out of the namespace (repeatable)', several)
    .option('--on <node>', 'a node that --allow may hit (repeatable)', several)
    .option('--yes-really <context>', 'the name of --context once more, where nobody can type it')
    .option('--dry-run', 'says what would be touched, and touches nothing', false)
    .option('--cluster <name>', 'a cluster that `steadfast cluster up` made')
    .option('--kubernetes <version>', 'version of a cluster made for this run', kubernetes)
    .option('--feature-gates <gates>', 'of a cluster made for this run: Name=true', as.featureGates)
    .option('--controller-manager <file>', 'judges a controller-manager that you built')
    .option('--binaries <dir>', 'takes programs of Kubernetes from a folder, where it has them')
    .addOption(
      new Option('--timers <set>', 'short or stock: how soon a lost node is noticed')
        .argParser(timers)
        .default('short' as const),
    )
    .option('--no-node-faults', 'leaves out stories that hurt nodes or the control plane')
    .option('--shard <i/n>', 'plays every n-th story, from the i-th on', shard)
    .option('--seed <seed>', 'draws the same victims again', seed)
    .option('--jobs <n>', 'stories side by side (default: 2 for each processor, up to 8)', count)
    .option('--timeout <duration>', 'ends the run after this long, as Ctrl-C would', duration)
    .option('--out <dir>', 'the folder to write the run to (default: reports/runs/<id>)')
    .option('--strict', 'a violated SHOULD fails the run too', false)
    .option('--keep', 'keeps the cluster and the namespaces of the run', false)
    .option('--json', 'the report as JSON on stdout, and nothing else there', false)
    .addHelpText('after', EXAMPLES)
    .action(action);
}

async function runAndShow(names: readonly string[], options: PlayOptions): Promise<void> {
  const { end, code } = await play(names, options);
  if (end) await show(end, options.json);
  process.exitCode = code;
}

async function show({ folder, report }: RunEnd, json: boolean): Promise<void> {
  if (json) {
    process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
    return;
  }
  await showAsMocha(folder);
  const { isTTY, columns = 100 } = process.stdout;
  const color = isTTY === true && !process.env.NO_COLOR;
  process.stdout.write(renderTerminal(report, { color, width: columns, folder }));
}
