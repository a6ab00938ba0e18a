import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { run } from '../support/exec.ts';
import type { Archives } from './archives.ts';
import { labelArguments, madeInEngine } from './engine-image.ts';
import type { Building } from './step.ts';
import { nodeImage } from './versions.ts';

export interface NodeImageTask {
  readonly kubernetes: string;
  readonly kubernetesFolder: string;
  readonly sharedFolder: string;
  readonly base: string;
  readonly archives: Archives;
  readonly pause: string;
  /** What the image consists of, for whoever asks a running node. */
  readonly components: string;
}

/** Which binaries go where, by the folder that kind's node image has for each. */
const PLACES = [
  { at: '/usr/local/bin/', shared: ['containerd', 'ctr', 'containerd-shim-runc-v2'] },
  { at: '/opt/cni/bin/', shared: ['host-local', 'loopback', 'ptp', 'bridge', 'portmap'] },
  { at: '/usr/bin/', kubernetes: ['kubelet', 'kubeadm', 'kubectl'] },
] as const;

/**
 * What has to run inside the image: the container spec that this runc and containerd agree on, and
 * the import of all images into containerd's own store, so that a node never asks a registry.
 * They stay packed there; unpacked they would be copied to every node's volume at its start.
 */
const INSIDE = `set -eu
sed -i "s#^\\( *sandbox_image = \\).*#\\1\\"$PAUSE\\"#" /etc/containerd/config.toml
ctr oci spec \\
  | jq '.hooks.createContainer += [{"path": "/kind/bin/mount-product-files.sh"}]' \\
  | jq 'del(.process.rlimits)' > /etc/containerd/cri-base.json
printf %s "v$KUBERNETES" > /kind/version
cat > /kind/manifests/default-storage.yaml
containerd --config /dev/null >/tmp/containerd.log 2>&1 &
server=$!
tries=0
until ctr version >/dev/null 2>&1; do
  tries=$((tries + 1))
  [ "$tries" -lt 300 ] || { cat /tmp/containerd.log >&2; exit 1; }
  sleep 0.1
done
for archive in /kind/archives/*.tar; do
  ctr --namespace k8s.io images import --no-unpack --digests --local "$archive"
done
kill "$server"
wait "$server" || true
rm -rf /kind/archives /tmp/containerd.log
`;

/** Read by kind, which otherwise installs a storage class that no node can serve. */
const NO_STORAGE = `# Storage comes from steadfast: see lib/cluster/kind.
apiVersion: v1
kind: Namespace
metadata:
  name: steadfast-system
`;

/** The image that kind runs each node from, with everything inside that the cluster will run. */
export async function nodeImageFor(task: NodeImageTask, building: Building): Promise<string> {
  const tag = nodeImage(task.kubernetes);
  const inputs = {
    base: await run(['docker', 'image', 'inspect', '--format', '{{.Id}}', task.base]),
    binaries: [task.kubernetesFolder, task.sharedFolder],
    archives: Object.values(task.archives),
    places: JSON.stringify(PLACES),
    inside: INSIDE + NO_STORAGE,
    components: task.components,
  };
  const make = (labels: Readonly<Record<string, string>>) =>
    assemble({ task, tag, labels, building });
  return madeInEngine({ tag, inputs, make }, building);
}

interface Assembly {
  readonly task: NodeImageTask;
  readonly tag: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly building: Building;
}

async function assemble({ task, tag, labels, building }: Assembly): Promise<void> {
  const name = `steadfast-build-${randomUUID().slice(0, 8)}`;
  const options = building.signal ? { signal: building.signal } : {};
  const mark = labelArguments({ 'steadfast.dev/build': tag });
  const start = ['docker', 'run', '--detach', '--name', name, ...mark, '--privileged'];
  await run([...start, '--network', 'none', '--entrypoint', 'sleep', task.base, 'infinity']);
  try {
    for (const place of PLACES) {
      const from = 'shared' in place ? task.sharedFolder : task.kubernetesFolder;
      const files = 'shared' in place ? place.shared : place.kubernetes;
      for (const file of files) {
        await run(['docker', 'cp', join(from, file), `${name}:${place.at}`], options);
      }
    }
    await run(['docker', 'exec', name, 'mkdir', '-p', '/kind/archives']);
    for (const [at, archive] of Object.values(task.archives).entries()) {
      await run(['docker', 'cp', archive, `${name}:/kind/archives/${at}.tar`], options);
    }
    const variables = ['--env', `PAUSE=${task.pause}`, '--env', `KUBERNETES=${task.kubernetes}`];
    await run(['docker', 'exec', '--interactive', ...variables, name, 'bash', '-c', INSIDE], {
      input: NO_STORAGE,
      ...options,
    });
    const all = {
      ...labels,
      'steadfast.dev/kubernetes': `v${task.kubernetes}`,
      'steadfast.dev/components': task.components,
    };
    const changes = [
      'ENTRYPOINT ["/usr/local/bin/entrypoint", "/sbin/init"]',
      ...Object.entries(all).map(([key, value]) => `LABEL ${key}=${JSON.stringify(value)}`),
    ].flatMap((change) => ['--change', change]);
    await run(['docker', 'commit', ...changes, name, tag], options);
  } finally {
    await run(['docker', 'rm', '--force', '--volumes', name]);
  }
}
