import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../support/exec.ts';
import type { Archives } from './archives.ts';
import { sharedFolder } from './shared-binaries.ts';
import type { Building } from './step.ts';

/**
 * Imports images once, into a store that nodes then begin with: unpacking them for each node of
 * each cluster would take longer than everything else that a cluster's start consists of.
 */
export async function fillStore(
  folder: string,
  images: Archives,
  building: Building,
): Promise<void> {
  const state = await mkdtemp(join(tmpdir(), 'steadfast-'));
  await mkdir(folder);
  const words = [sharedFolder(), folder, state, ...Object.values(images)];
  // What containerd mounts while it unpacks is seen by nobody else, and goes with it.
  const apart = ['unshare', '--mount', '--propagation', 'private', '--pid', '--fork'];
  try {
    await run([...apart, '--kill-child', '--mount-proc', 'bash', '-c', FILL, 'fill', ...words], {
      ...(building.signal ? { signal: building.signal } : {}),
    });
  } finally {
    await rm(state, { recursive: true, force: true });
  }
}

const FILL = `set -eu
tools=$1 store=$2 state=$3
shift 3
export PATH=$tools:$PATH CONTAINERD_ADDRESS=$state/containerd.sock
cat > "$state/config.toml" << END
version = 3
disabled_plugins = ["io.containerd.cri.v1.images", "io.containerd.cri.v1.runtime"]
[ttrpc]
  address = "$state/ttrpc.sock"
END
containerd --config "$state/config.toml" --root "$store" --state "$state/run" \\
  --address "$CONTAINERD_ADDRESS" > "$state/log" 2>&1 &
server=$!
until ctr version > /dev/null 2>&1; do
  kill -0 "$server" || { tail -n 3 "$state/log" >&2; exit 1; }
  sleep 0.05
done
for archive in "$@"; do ctr --namespace k8s.io images import --local "$archive" > /dev/null; done
kill "$server"
wait "$server" || :
rm -rf "$store/tmpmounts"
`;
