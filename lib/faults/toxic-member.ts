import type { Loan } from '../model/fault.ts';
import { type Course, type MemberLineParams, memberLine, OLDER, TURNED } from './member-line.ts';
import { peerOf } from './peers.ts';
import type { Target } from './reach.ts';
import { ask } from './toxic-probe.ts';
import { removeLine, type ToxicLine, tableOf } from './toxic-server.ts';

/** On the member's node, where all who come over the pod network come by. */
const COURSE: Course = {
  ...{ name: 'toxic-member', reach: 'node', prefix: 'line' },
  groundOf: async (node) => node,
  beginsAt: (node) => node.address,
  endsAt: (to) => to,
  turns,
  remove: removeLine,

  /** Another node comes over the pod network, and the member's own node does not. */
  async look({ cluster, node, to, by, times }) {
    const question = { to, by, times };
    const from = peerOf(cluster, node);
    const [over, beside] = await Promise.all([
      ask({ ...question, from }),
      ask({ ...question, from: node }),
    ]);
    return { over: { 'over the line': over }, beside };
  },
};

/**
 * A bad line to one port of one member, for all who come over the pod network: what the member
 * says to them comes late, slowly, not at all or not to its end, while what they say arrives.
 * Connections from before are refused as soon as either end speaks, so nobody goes past it.
 *
 * Not theirs: what comes from the node itself, as a kubelet's probe does, or from inside of the
 * pod, as a port-forward does.
 */
export const toxicMember: Loan<MemberLineParams> = memberLine(COURSE);

// Only the first packet of a connection sees a chain of type nat, so who was connected before goes
// on past it. What such a peer sends, be it the bare acknowledgement of what the member said, is
// answered by a reset; the member then hears from the peer itself that nobody is there. Of the new
// ones nothing is ever forwarded, because both their ends are on this node.
function turns({ name, at }: ToxicLine, { address, port }: Target): string {
  return `table ${tableOf(name)} {
  counter ${TURNED} { }
  counter ${OLDER} { }
  chain into { type nat hook prerouting priority -101;
    ip daddr ${address} tcp dport ${port} counter name ${TURNED} dnat to ${at.address}:${at.port}
  }
  chain past { type filter hook forward priority 0;
    ct direction original ct original ip daddr ${address} tcp dport ${port} \\
      tcp flags & rst == 0 counter name ${OLDER} reject with tcp reset
  }
}`;
}
