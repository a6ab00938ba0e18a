import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Go } from './go-toolchain.ts';
import { type Building, folderOf, made, type Step } from './step.ts';
import { GO_VERSION, minorOf, stagingVersion } from './versions.ts';

const COMMANDS = [
  'kube-apiserver',
  'kube-controller-manager',
  'kube-scheduler',
  'kube-proxy',
  'kubelet',
  'kubeadm',
  'kubectl',
] as const;

const MODULE = 'k8s.io/kubernetes';

/** Where one release's binaries are, or would be. */
export function kubernetesFolder(kubernetes: string): string {
  return folderOf(stepFor(kubernetes));
}

/** All commands of one release, from its own published module and in one go. */
export function kubernetesBinaries(
  kubernetes: string,
  go: Go,
  building: Building,
): Promise<string> {
  const step = stepFor(kubernetes);
  const make = (folder: string) => build({ kubernetes, go, folder, building });
  return made({ ...step, make }, building);
}

function stepFor(kubernetes: string): Pick<Step, 'name' | 'inputs'> {
  return {
    name: `kubernetes-v${kubernetes}`,
    inputs: { module: `${MODULE}@v${kubernetes}`, commands: COMMANDS, flags: flags(kubernetes) },
  };
}

interface Task {
  readonly kubernetes: string;
  readonly go: Go;
  readonly folder: string;
  readonly building: Building;
}

async function build({ kubernetes, go, folder, building }: Task): Promise<void> {
  const options = { cwd: folder, ...(building.signal ? { signal: building.signal } : {}) };
  const at = `${MODULE}@v${kubernetes}`;
  const module = downloadSchema.parse(JSON.parse(await go.run(['mod', 'download', '-json', at])));
  await writeFile(join(folder, 'go.mod'), goMod(kubernetes, await readFile(module.GoMod, 'utf8')));
  building.progress(`kubernetes-v${kubernetes}: resolving its modules`);
  const packages = COMMANDS.map((command) => `${MODULE}/cmd/${command}`);
  await go.run(['get', ...packages.map((name) => `${name}@v${kubernetes}`)], options);
  building.progress(`kubernetes-v${kubernetes}: compiling ${COMMANDS.length} commands`);
  await go.run(['build', ...flags(kubernetes), '-o', `${folder}/`, ...packages], options);
}

const downloadSchema = z.object({ GoMod: z.string() });

/**
 * The published module replaces its staging modules by folders that only its own repository has.
 * Their published versions take those places.
 */
export function goMod(kubernetes: string, published: string): string {
  const staged = [...published.matchAll(/^\s*(\S+) => \.\/staging\//gm)].map(([, name]) => name);
  return [
    'module steadfast.dev/airgap/kubernetes',
    `go ${GO_VERSION}.0`,
    `require ${MODULE} v${kubernetes}`,
    ...staged.map((name) => `replace ${name} => ${name} ${stagingVersion(kubernetes)}`),
    '',
  ].join('\n');
}

/** For whoever else compiles a command of a release: it has to say the same version. */
export function compilerFlags(kubernetes: string): readonly string[] {
  return flags(kubernetes);
}

/** Without these a component says that it is v0.0.0-master, and kubeadm then refuses the others. */
function flags(kubernetes: string): readonly string[] {
  const facts = {
    gitVersion: `v${kubernetes}`,
    gitMajor: '1',
    gitMinor: minorOf(kubernetes),
    gitTreeState: 'archive',
    gitCommit: '0'.repeat(40),
  };
  const settings = ['k8s.io/component-base/version', 'k8s.io/client-go/pkg/version'].flatMap(
    (name) => Object.entries(facts).map(([key, value]) => `-X ${name}.${key}=${value}`),
  );
  return ['-trimpath', '-ldflags', ['-s -w', ...settings].join(' ')];
}
