import type { Cluster, ClusterNode } from '../model/cluster.ts';
import type { Blow } from '../model/fault.ts';
import type { MemberParams } from '../model/scenario.ts';
import { HarnessError } from '../support/errors.ts';
import { LIMITS } from '../support/limits.ts';
import { waitFor } from '../support/wait.ts';
import { nodeOf } from './node-program.ts';
import { onNode } from './node-shell.ts';
import { kubeletHeard, peerOf } from './peers.ts';

/**
 * A member's node loses its power and has it back at once: all of its processes end, and its disk
 * stays. It is a blow, for nothing is owed when it is over. A runner that dies in between owes
 * nothing either: the switch's own timer counts from before the power goes.
 */
export const rebootNode: Blow<MemberParams> = {
  kind: 'blow',
  name: 'reboot-node',
  needs: ['node-exec', 'node-power'],
  reach: 'node',

  async strike(cluster, { node: name }) {
    const node = nodeOf(cluster, name);
    const { power } = node;
    if (!power) throw new HarnessError({ what: `${name} has no switch` });
    const before = await bootOf(node);
    await power.off({ id: `reboot-node@${name}`, seconds: LIMITS.leaseSeconds });
    await waitFor({
      what: `${name} to be without a process`,
      limit: 'inForceMs',
      read: async () => (await power.state()).processes,
      until: (processes) => processes === 0,
      describe: (processes) => `${processes} processes`,
    });
    await power.on();
    const after = await backOf(cluster, node, before);
    return { says: `rebooted ${name}: ${before}, and now ${after}`, excuses: [], podUids: [] };
  },
};

/** When the node's first process began, and whether others hear its kubelet. */
async function backOf(cluster: Cluster, node: ClusterNode, before: string): Promise<string> {
  const peer = peerOf(cluster, node);
  const seen = await waitFor({
    what: `${node.name} to be back`,
    limit: 'nodeReadyMs',
    read: async () => {
      const up = (await node.power?.state())?.up === true;
      const boot = up ? await bootOf(node) : 'it is off';
      return { boot, answer: up ? await kubeletHeard(node, peer) : 'silent' };
    },
    until: ({ boot, answer }) => boot !== before && answer === 'connected',
    describe: ({ boot, answer }) => `${boot}; its kubelet is ${answer}`,
  });
  return seen.boot;
}

const BOOT = `read -r line </proc/1/stat
rest=\${line##*) }
set -- $rest
echo "\${20}"`;

async function bootOf(node: ClusterNode): Promise<string> {
  const [ticks = ''] = await onNode(node, { what: 'reading a boot', script: BOOT });
  return `its first process began at tick ${ticks}`;
}
