import { chmod, cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { HarnessError } from '../support/errors.ts';
import { run } from '../support/exec.ts';
import { debianMirror } from './debian-mirror.ts';
import { buildImage, madeInEngine } from './engine-image.ts';
import type { Go } from './go-toolchain.ts';
import { tarFolder } from './oci-archive.ts';
import { type Building, made } from './step.ts';
import { DEBIAN, MODULES } from './versions.ts';

const DEBIAN_TAG = `steadfast/debian:${DEBIAN}`;
const BASE_TAG = `steadfast/node-base:kind-${MODULES.kind.version}`;
const PROXY_TAG = 'steadfast/proxy-base:1';

const FORGET = '/var/lib/apt/lists/* /usr/share/doc/* /usr/share/man/* /usr/share/locale/*';

/** The packages of kind's own node image that this suite's nodes use, and nothing to serve NFS. */
const BASE = `FROM ${DEBIAN_TAG}
COPY . /
RUN chmod 0755 /usr/local/bin/* /kind /kind/bin /kind/bin/* \\
 && apt-get update \\
 && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends \\
    systemd conntrack iptables nftables iproute2 ethtool util-linux mount kmod libseccomp2 pigz \\
    e2fsprogs bash ca-certificates curl jq procps runc socat \\
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

/** What kube-proxy calls: the nft command, and its elders for hosts that still need them. */
const PROXY = `FROM ${DEBIAN_TAG}
RUN apt-get update \\
 && apt-get install -y --no-install-recommends nftables iptables conntrack kmod \\
 && apt-get clean && rm -rf ${FORGET}
`;

export interface BaseImages {
  readonly node: string;
  readonly proxy: string;
}

/** What node images and the image of kube-proxy start from, in the engine. */
export async function baseImages(go: Go, building: Building): Promise<BaseImages> {
  const tar = await debianTar(building);
  const inputs = { debian: tar };
  await madeInEngine(
    { tag: DEBIAN_TAG, inputs, make: (labels) => importTar(tar, labels) },
    building,
  );
  const { kind } = MODULES;
  const node = await madeInEngine(
    {
      tag: BASE_TAG,
      inputs: { ...inputs, text: BASE, kind: kind.version, containerd: CONTAINERD_CHANGES },
      make: (labels) => buildBase(go, labels, building),
    },
    building,
  );
  const proxy = await madeInEngine(
    {
      tag: PROXY_TAG,
      inputs: { ...inputs, text: PROXY },
      make: (labels) => buildImage({ tag: PROXY_TAG, text: PROXY, labels }, building),
    },
    building,
  );
  return { node, proxy };
}

async function debianTar(building: Building): Promise<string> {
  const folder = await made(
    {
      name: `debian-${DEBIAN}`,
      inputs: { release: DEBIAN, variant: 'minbase', include: 'ca-certificates' },
      make: async (aside) => {
        const root = join(aside, 'root');
        const argv = ['debootstrap', '--variant=minbase', '--include=ca-certificates'];
        // It mounts the host's /proc inside the new root. In a mount namespace of its own that
        // goes with it when it is killed, and nobody can ever delete through it.
        const apart = ['unshare', '--mount', '--propagation', 'private'];
        await run([...apart, ...argv, DEBIAN, root, await debianMirror()], {
          ...(building.signal ? { signal: building.signal } : {}),
        });
        await tarFolder(root, join(aside, 'root.tar'));
        await rm(root, { recursive: true });
      },
    },
    building,
  );
  return join(folder, 'root.tar');
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
