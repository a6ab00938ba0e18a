import { rm } from 'node:fs/promises';
import { attempt, run } from '../../support/exec.ts';
import { waitFor } from '../../support/wait.ts';
import { THAW } from '../own-disk.ts';
import { type NodeContainer, nodeContainers } from './containers.ts';
import type { Places } from './places.ts';

/** Removes all of a cluster, however much of it there is: done twice, the second finds nothing. */
export async function remove(places: Places): Promise<void> {
  const containers = await nodeContainers(places.kindName);
  const running = containers.filter((one) => one.running);
  await Promise.all(running.map(({ id }) => attempt(['docker', 'exec', id, 'bash', '-c', THAW])));
  if (containers.length > 0) {
    // What `kind delete cluster` does, and no kind command has to be at hand for it.
    await run(['docker', 'rm', '--force', '--volumes', ...containers.map(({ id }) => id)]);
  }
  const network = ['docker', 'network', 'inspect', '--format', '{{.Id}}', places.kindName];
  if ((await attempt(network)).code === 0) {
    await run(['docker', 'network', 'rm', places.kindName]);
  }
  await removeFolder(places, containers[0]);
}

/**
 * Removes what a creation that was cut short has made. The engine may be about to carry out a
 * request of a kind that is no more, so it is looked at until nothing new has come for a while.
 */
export async function removeUnfinished(places: Places): Promise<void> {
  let quietLooks = 0;
  await waitFor({
    what: `the engine to have no node of ${places.kindName}`,
    limit: 'clusterDownMs',
    everyMs: 500,
    read: async () => {
      const { length } = await nodeContainers(places.kindName);
      await remove(places);
      quietLooks = length === 0 ? quietLooks + 1 : 0;
      return length;
    },
    until: () => quietLooks === 3,
    describe: (found) => `${found} nodes, removed`,
  });
}

/** Volumes on the shared folder belong to whoever wrote them: a plain user needs root's help. */
async function removeFolder(places: Places, node: NodeContainer | undefined): Promise<void> {
  try {
    await rm(places.folder, { recursive: true, force: true });
  } catch (error) {
    if (!node) throw error;
    const mount = `type=bind,source=${places.shared},target=/emptied`;
    const argv = ['docker', 'run', '--rm', '--network', 'none', '--mount', mount];
    const empty = ['-mindepth', '1', '-delete'];
    await run([...argv, '--entrypoint', 'find', node.image, '/emptied', ...empty]);
    await rm(places.folder, { recursive: true, force: true });
  }
}
