import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Go } from './go-toolchain.ts';
import { type Building, folderOf, made, type Step } from './step.ts';
import { GO_VERSION, LOCAL_PATH, MODULES } from './versions.ts';

/** What one `go install` makes: packages of one module share its own, unmixed, dependencies. */
interface Group {
  readonly module: keyof typeof MODULES;
  readonly packages: readonly string[];
  readonly flags: readonly string[];
}

const STRIPPED = ['-ldflags', '-s -w'] as const;

const GROUPS: readonly Group[] = [
  { module: 'kind', packages: [''], flags: STRIPPED },
  {
    module: 'cni-plugins',
    packages: ['ipam/host-local', 'main/loopback', 'main/ptp', 'main/bridge', 'meta/portmap'].map(
      (name) => `/plugins/${name}`,
    ),
    flags: STRIPPED,
  },
  { module: LOCAL_PATH, packages: [''], flags: STRIPPED },
  {
    module: 'containerd',
    packages: ['/cmd/containerd', '/cmd/ctr', '/cmd/containerd-shim-runc-v2'],
    // Snapshotters that no node of ours ever selects.
    flags: [...STRIPPED, '-tags', 'no_aufs no_zfs no_btrfs no_devmapper'],
  },
  { module: 'coredns', packages: [''], flags: STRIPPED },
];

/**
 * The first process of every pod. It holds the pod's namespaces open, collects orphans, and stops
 * at once when told to. There is no published module for it, and this is all there is to it.
 */
const PAUSE = `package main

import (
	"os"
	"os/signal"
	"syscall"
)

func main() {
	told := make(chan os.Signal, 8)
	signal.Notify(told, syscall.SIGINT, syscall.SIGTERM, syscall.SIGCHLD)
	for one := range told {
		if one != syscall.SIGCHLD {
			os.Exit(0)
		}
		for {
			if id, _ := syscall.Wait4(-1, nil, syscall.WNOHANG, nil); id <= 0 {
				break
			}
		}
	}
}
`;

const STEP: Pick<Step, 'name' | 'inputs'> = {
  name: 'shared',
  inputs: {
    groups: GROUPS.map((group) => JSON.stringify({ ...group, ...MODULES[group.module] })),
    etcd: JSON.stringify({ ...MODULES.etcd, flags: STRIPPED }),
    pause: PAUSE,
  },
};

/** Where the binaries are that no Kubernetes version owns, or would be. */
export function sharedFolder(): string {
  return folderOf(STEP);
}

/** Everything around Kubernetes: two builds at a time, as one alone idles while it links. */
export function sharedBinaries(go: Go, building: Building): Promise<string> {
  return made({ ...STEP, make: (folder) => buildAll(go, folder, building) }, building);
}

async function buildAll(go: Go, folder: string, building: Building): Promise<void> {
  const options = building.signal ? { signal: building.signal } : {};
  const lanes = [
    async () => {
      await pause(go, folder, options);
      for (const group of GROUPS.slice(0, -1)) await install(group, go, folder, building);
    },
    async () => {
      await etcd(go, folder, building);
      for (const group of GROUPS.slice(-1)) await install(group, go, folder, building);
    },
  ];
  await Promise.all(lanes.map((lane) => lane()));
}

async function install(group: Group, go: Go, folder: string, building: Building): Promise<void> {
  const { path, version } = MODULES[group.module];
  building.progress(`shared: compiling ${group.module} ${version}`);
  const packages = group.packages.map((name) => `${path}${name}@${version}`);
  await go.run(['install', ...group.flags, ...packages], {
    env: { GOBIN: folder },
    ...(building.signal ? { signal: building.signal } : {}),
  });
}

/** etcd's module replaces others, which `go install` refuses: it is built from a module of ours. */
async function etcd(go: Go, folder: string, building: Building): Promise<void> {
  const { path, version } = MODULES.etcd;
  building.progress(`shared: compiling etcd ${version}`);
  const cwd = join(folder, 'etcd-module');
  await mkdir(cwd);
  await writeFile(join(cwd, 'go.mod'), 'module steadfast.dev/airgap/etcd\n');
  const options = { cwd, ...(building.signal ? { signal: building.signal } : {}) };
  await go.run(['get', `${path}@${version}`], options);
  await go.run(['build', ...STRIPPED, '-o', join(folder, 'etcd'), path], options);
}

async function pause(go: Go, folder: string, options: { signal?: AbortSignal }): Promise<void> {
  const cwd = join(folder, 'pause-module');
  await mkdir(cwd);
  await writeFile(join(cwd, 'go.mod'), `module steadfast.dev/airgap/pause\ngo ${GO_VERSION}.0\n`);
  await writeFile(join(cwd, 'main.go'), PAUSE);
  await go.run(['build', ...STRIPPED, '-o', join(folder, 'pause'), '.'], { cwd, ...options });
}
