import { cp, mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from '../support/exec.ts';
import type { DebianSystem } from './debian-system.ts';
import { folderProvisionerFile } from './folder-provisioner.ts';
import { tarFolder, writeOciArchive } from './oci-archive.ts';
import {
  CONTROL_PLANE,
  imageNamed,
  isNamed,
  kubeadmImages,
  programImage,
} from './program-images.ts';
import { type SingleImage, singleArchive } from './single-image.ts';
import { type Building, digestOf, made } from './step.ts';
import {
  FOLDERS,
  FOLDERS_IMAGE,
  LOCAL_PATH,
  LOCAL_PATH_IMAGE,
  MODULES,
  SHELL_IMAGE,
} from './versions.ts';

/** References, as kubeadm names them, and the archives that hold those images. */
export type Archives = Readonly<Record<string, string>>;

export interface ArchiveTask {
  readonly kubernetes: string;
  readonly kubernetesFolder: string;
  readonly sharedFolder: string;
  readonly debian: DebianSystem;
}

/** What runs in pods where the control plane itself runs as plain processes. */
const ON_EMBEDDED = ['pause', 'coredns', FOLDERS] as const;

/** Images that a cluster of ours runs, each as an archive that needs no registry. */
export async function archives(
  task: ArchiveTask,
  building: Building,
  where: 'kind' | 'embedded',
): Promise<Archives> {
  const asked = await kubeadmImages(task.kubernetesFolder, task.kubernetes);
  const wanted = singles(task, asked).filter(
    ({ reference }) => where === 'kind' || ON_EMBEDDED.some((name) => isNamed(name, reference)),
  );
  const result: Record<string, string> = {};
  for (const single of wanted) result[single.reference] = await singleArchive(single, building);
  result[SHELL_IMAGE] = await shellArchive(task.debian, building);
  return result;
}

function singles(task: ArchiveTask, asked: readonly string[]): readonly SingleImage[] {
  const { kubernetes, kubernetesFolder: folder } = task;
  const shared = (name: string) => join(task.sharedFolder, name);
  const component = (name: string) => programImage(name, { kubernetes, folder, asked });
  return [
    ...CONTROL_PLANE.map(component),
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
      reference: LOCAL_PATH_IMAGE,
      binary: shared(LOCAL_PATH),
      at: `/usr/local/bin/${LOCAL_PATH}`,
      entrypoint: false,
      version: MODULES[LOCAL_PATH].version,
    },
    {
      reference: FOLDERS_IMAGE,
      binary: folderProvisionerFile(),
      at: `/usr/local/bin/${FOLDERS}`,
      entrypoint: true,
      version: 'steadfast',
    },
  ];
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
