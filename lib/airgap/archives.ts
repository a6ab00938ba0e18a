import { cp, mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { HarnessError } from '../support/errors.ts';
import { run } from '../support/exec.ts';
import type { DebianSystem } from './debian-system.ts';
import { folderProvisionerFile } from './folder-provisioner.ts';
import { tarFolder, writeOciArchive } from './oci-archive.ts';
import { type Building, digestOf, made } from './step.ts';
import { FOLDERS_IMAGE, MODULES, PROVISIONER_IMAGE, SHELL_IMAGE } from './versions.ts';

/** One binary in an image of its own. */
interface Single {
  readonly reference: string;
  readonly binary: string;
  readonly at: string;
  readonly entrypoint: boolean;
  readonly version: string;
  /** A tar that lies below the binary. */
  readonly on?: string;
}

/** References, as kubeadm names them, and the archives that hold those images. */
export type Archives = Readonly<Record<string, string>>;

export interface ArchiveTask {
  readonly kubernetes: string;
  readonly kubernetesFolder: string;
  readonly sharedFolder: string;
  readonly debian: DebianSystem;
}

/** What runs in pods where the control plane itself runs as plain processes. */
const ON_EMBEDDED = ['pause', 'coredns', 'folder-provisioner'] as const;
const ONLY_THERE = 'folder-provisioner';

/** Images that a cluster of ours runs, each as an archive that needs no registry. */
export async function archives(
  task: ArchiveTask,
  building: Building,
  where: 'kind' | 'embedded',
): Promise<Archives> {
  const asked = await kubeadmImages(join(task.kubernetesFolder, 'kubeadm'), task.kubernetes);
  const wanted = singles(task, asked).filter(({ reference }) =>
    where === 'kind'
      ? !isNamed(ONLY_THERE, reference)
      : ON_EMBEDDED.some((name) => isNamed(name, reference)),
  );
  const result: Record<string, string> = {};
  for (const single of wanted) result[single.reference] = await singleArchive(single, building);
  result[SHELL_IMAGE] = await shellArchive(task.debian, building);
  return result;
}

/** What this release's kubeadm will ask the nodes for: it alone knows the tags. */
async function kubeadmImages(kubeadm: string, kubernetes: string): Promise<readonly string[]> {
  const argv = [kubeadm, 'config', 'images', 'list', '--kubernetes-version', `v${kubernetes}`];
  return (await run(argv)).split('\n').filter((line) => line.includes('/'));
}

export function imageNamed(name: string, references: readonly string[]): string {
  const found = references.find((reference) => isNamed(name, reference));
  if (!found) {
    throw new HarnessError({
      what: `kubeadm names no image of ${name}`,
      lastSeen: references.join(', '),
    });
  }
  return found;
}

function isNamed(name: string, reference: string): boolean {
  return basename(reference).split(':')[0] === name;
}

function singles(task: ArchiveTask, asked: readonly string[]): readonly Single[] {
  const version = `v${task.kubernetes}`;
  const ours = (name: string) => join(task.kubernetesFolder, name);
  const shared = (name: string) => join(task.sharedFolder, name);
  const component = (name: string) => ({
    reference: imageNamed(name, asked),
    binary: ours(name),
    at: `/usr/local/bin/${name}`,
    entrypoint: false,
    version,
  });
  return [
    component('kube-apiserver'),
    component('kube-controller-manager'),
    component('kube-scheduler'),
    { ...component('kube-proxy'), on: task.debian.tar },
    {
      reference: imageNamed('etcd', asked),
      binary: shared('etcd'),
      at: '/usr/local/bin/etcd',
      entrypoint: false,
      version: MODULES.etcd.version,
    },
    {
      reference: imageNamed('coredns', asked),
      binary: shared('coredns'),
      at: '/coredns',
      entrypoint: true,
      version: MODULES.coredns.version,
    },
    {
      reference: imageNamed('pause', asked),
      binary: shared('pause'),
      at: '/pause',
      entrypoint: true,
      version: 'steadfast',
    },
    {
      reference: PROVISIONER_IMAGE,
      binary: shared('local-path-provisioner'),
      at: '/usr/local/bin/local-path-provisioner',
      entrypoint: false,
      version: MODULES['local-path-provisioner'].version,
    },
    {
      reference: FOLDERS_IMAGE,
      binary: folderProvisionerFile(),
      at: '/usr/local/bin/folder-provisioner',
      entrypoint: true,
      version: 'steadfast',
    },
  ];
}

async function singleArchive(single: Single, building: Building): Promise<string> {
  const { reference, binary, at, on = '', version } = single;
  const step = {
    name: `image-${basename(reference).replace(':', '-')}`,
    inputs: { reference, binary, at, base: on, entrypoint: String(single.entrypoint) },
    make: async (folder: string) => {
      const root = join(folder, 'root');
      await mkdir(join(root, at, '..'), { recursive: true });
      await cp(binary, join(root, at));
      const layer = join(folder, 'layer.tar');
      await tarFolder(root, layer);
      const below = on ? [on] : [];
      await writeOciArchive(join(folder, 'image.tar'), {
        reference,
        layers: [...below, layer],
        entrypoint: single.entrypoint ? [at] : [],
        command: [],
        labels: { 'steadfast.dev/version': version },
      });
      await Promise.all([root, layer].map((path) => rm(path, { recursive: true })));
    },
  };
  return join(await made(step, building), 'image.tar');
}

/**
 * The shell: Debian's static busybox under all its names. Anybody may run it: a restricted pod
 * is no root, and its /tmp is writable for all.
 */
async function shellArchive(debian: DebianSystem, building: Building): Promise<string> {
  const busybox = join(debian.root, 'usr', 'bin', 'busybox');
  const names = (await run([busybox, '--list'])).split('\n').filter((name) => name !== 'busybox');
  const version = (await run([busybox, '--help'])).split('\n')[0] ?? '';
  const passwd = 'root:x:0:0::/root:/bin/sh\nnobody:x:65534:65534::/tmp:/bin/sh\n';
  const inputs = { reference: SHELL_IMAGE, version, names, passwd };
  const make = async (folder: string) => {
    const root = join(folder, 'root');
    for (const name of ['bin', 'tmp', 'etc', 'root']) {
      await mkdir(join(root, name), { recursive: true });
    }
    await cp(busybox, join(root, 'bin', 'busybox'));
    for (const name of names) await symlink('busybox', join(root, 'bin', name));
    await writeFile(join(root, 'etc', 'passwd'), passwd);
    await run(['chmod', '1777', join(root, 'tmp')]);
    const layer = join(folder, 'layer.tar');
    await tarFolder(root, layer);
    await writeOciArchive(join(folder, 'image.tar'), {
      reference: SHELL_IMAGE,
      layers: [layer],
      entrypoint: [],
      command: ['sh'],
      labels: { 'steadfast.dev/version': version, 'steadfast.dev/inputs': digestOf(inputs) },
    });
    await Promise.all([root, layer].map((path) => rm(path, { recursive: true })));
  };
  return join(await made({ name: 'image-busybox-stable', inputs, make }, building), 'image.tar');
}
