import { chmod, cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { HarnessError } from '../support/errors.ts';
import { run } from '../support/exec.ts';
import type { DebianSystem } from './debian-system.ts';
import { buildImage, madeInEngine } from './engine-image.ts';
import type { Go } from './go-toolchain.ts';
import type { Building } from './step.ts';
import { DEBIAN, MODULES } from './versions.ts';

const DEBIAN_TAG = `steadfast/debian:${DEBIAN}`;
const BASE_TAG = `steadfast/node-base:kind-${MODULES.kind.version}`;

const FORGET = '/var/lib/apt/lists/* /usr/share/doc/* /usr/share/man/* /usr/share/locale/*';

/** What kind's own node image has beside all that nodes of ours have, and nothing to serve NFS. */
const BASE = `FROM ${DEBIAN_TAG}
COPY . /
RUN chmod 0755 /usr/local/bin/* /kind /kind/bin /kind/bin/* \\
 && apt-get update \\
 && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends \\
    systemd pigz curl jq \\
 && apt-get clean && rm -rf ${FORGET} /var/cache/debconf/* \\
 && find /lib/systemd/system/sysinit.target.wants/ -name systemd-tmpfiles-setup.service -delete \\
 && rm -f /lib/systemd/system/multi-user.target.wants/* /etc/systemd/system/*.wants/* \\
    /lib/systemd/system/local-fs.target.wants/* /lib/systemd/system/sockets.target.wants/*udev* \\
    /lib/systemd/system/sockets.target.wants/*initctl* \\
    /lib/systemd/system/basic.target.wants/* \\
 && echo ReadKMsg=no >> /etc/systemd/journald.conf \\
 && ln -sf /lib/systemd/systemd /sbin/init && ln -sf /usr/sbin/runc /usr/local/sbin/runc \\
 && mkdir -p /etc/kubernetes/manifests /opt/cni/bin /kind/manifests /var/log \\
 && systemctl enable kubelet.service containerd.service undo-mount-hacks.service \\
 && systemctl mask systemd-binfmt.service
ENV container=docker
STOPSIGNAL SIGRTMIN+3
`;

/** What node images start from, in the engine. */
export async function nodeBase({ tar }: DebianSystem, go: Go, building: Building): Promise<string> {
  const inputs = { debian: tar };
  await madeInEngine(
    { tag: DEBIAN_TAG, inputs, make: (labels) => importTar(tar, labels) },
    building,
  );
  const { kind } = MODULES;
  return madeInEngine(
    {
      tag: BASE_TAG,
      inputs: { ...inputs, text: BASE, kind: kind.version, containerd: CONTAINERD_CHANGES },
      make: (labels) => buildBase(go, labels, building),
    },
    building,
  );
}

async function importTar(tar: string, labels: Readonly<Record<string, string>>): Promise<void> {
  const changes = Object.entries(labels).flatMap(([name, value]) => [
    '--change',
    `LABEL ${name}=${value}`,
  ]);
  await run(['docker', 'import', ...changes, tar, DEBIAN_TAG]);
}

/**
 * Without CAP_SYS_RESOURCE nobody can lower an oom score, and containerd fails every pod unless it
 * is told not to try. With that capability nothing is lost that a test cluster would miss.
 */
const CONTAINERD_CHANGES = 'restrict_oom_score_adj = true';

/** kind's module carries the files of its node image: the entrypoint, the units, the settings. */
async function buildBase(
  go: Go,
  labels: Readonly<Record<string, string>>,
  building: Building,
): Promise<void> {
  const { path, version } = MODULES.kind;
  const said = await go.run(['mod', 'download', '-json', `${path}@${version}`]);
  const { Dir } = z.object({ Dir: z.string() }).parse(JSON.parse(said));
  const context = await mkdtemp(join(tmpdir(), 'steadfast-'));
  try {
    await cp(join(Dir, 'images', 'base', 'files'), context, { recursive: true });
    await run(['chmod', '-R', 'u+w', context]);
    const file = join(context, 'etc', 'containerd', 'config.toml');
    const text = await readFile(file, 'utf8');
    const changed = text.replace('restrict_oom_score_adj = false', CONTAINERD_CHANGES);
    if (changed === text) {
      throw new HarnessError({ what: `kind ${version} configures containerd in an unknown way` });
    }
    await writeFile(file, changed);
    await chmod(context, 0o755);
    await buildImage({ tag: BASE_TAG, text: BASE, context, labels }, building);
  } finally {
    await rm(context, { recursive: true, force: true });
  }
}
