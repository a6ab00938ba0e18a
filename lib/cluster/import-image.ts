import type { ArchivedImage, ClusterNode } from '../model/cluster.ts';
import { HarnessError } from '../support/errors.ts';
import { LIMITS } from '../support/limits.ts';

/**
 * Hands an image to the container runtime of each of these nodes, unless it is there. The way
 * leads through the node itself: there is no registry, and none is set up for the occasion.
 */
export async function importImage(
  nodes: readonly ClusterNode[],
  image: ArchivedImage,
  say: (line: string) => void,
): Promise<void> {
  // One after the other: each unpacks it, and a host has one disk for all of them.
  for (const node of nodes) {
    if (await has(node, image)) continue;
    say(`handing ${image.reference} to ${node.name}`);
    const { code, stderr } = await node.exec([...CTR, 'import', '--local', '-'], {
      ...{ inputFile: image.archive, limitMs: LIMITS.imageImportMs },
    });
    if (code !== 0 || !(await has(node, image))) {
      throw new HarnessError({
        what: `${node.name} did not take in ${image.reference}`,
        lastSeen: stderr.trim().split('\n').at(-1) ?? '',
      });
    }
  }
}

const CTR = ['ctr', '--namespace', 'k8s.io', 'images'] as const;

async function has(node: ClusterNode, { reference }: ArchivedImage): Promise<boolean> {
  const { stdout } = await node.exec([...CTR, 'list', '--quiet', `name==${reference}`]);
  return stdout.includes(reference);
}
