import type { Loan } from '../model/fault.ts';
import { askAsClient } from './client-probe.ts';
import { type Course, type MemberLineParams, memberLine, OLDER, TURNED } from './member-line.ts';
import { insideOf, removeLineInside } from './member-network.ts';
import type { Target } from './reach.ts';
import { ask } from './toxic-probe.ts';
import { type ToxicLine, tableOf } from './toxic-server.ts';

/** A container runtime joins the pod's network and dials this, whoever the client is. */
const DIALLED = '127.0.0.1';
/** Nobody else in there is this user: the pods of our stories are not allowed to be. */
const RUNTIME_USER = 0;

/** Inside of the pod's own network, where clients who come by a port-forward arrive. */
const COURSE: Course = {
  ...{ name: 'toxic-client', reach: 'own', prefix: 'client' },
  groundOf: (node, { uid }) => insideOf(node, uid),
  beginsAt: () => DIALLED,
  // The server is another user, so it is not turned back; and members see the address they saw.
  endsAt: ({ port }) => ({ address: DIALLED, port }),
  turns,
  remove: (line, { uid }) => removeLineInside(line, uid),

  /** A client asks through a port-forward, and root inside; the member's node asks as probes do. */
  async look({ cluster, node, ground, member: { namespace, pod }, to, by, times }) {
    const { port } = to;
    const [client, root, beside] = await Promise.all([
      askAsClient({ cluster, namespace, pod, port, by, times }),
      ask({ from: ground, to: { address: DIALLED, port }, by, times }),
      ask({ from: node, to, by, times }),
    ]);
    // A port-forward tells its client that a connection has ended, and root alone is told how.
    const isLost = client.answer !== 'whole' && root.answer !== 'whole';
    const told = isLost ? { ...client, answer: root.answer } : client;
    return { over: { 'to a client': told, 'to root inside': root }, beside };
  },
};

/**
 * A bad line between the clients of one member and one of its ports: what the member says to them
 * comes late, slowly, not at all or not to its end, while what they ask arrives. Connections from
 * before are refused as soon as the client speaks, so nobody goes past it.
 *
 * Not theirs: what comes to the pod's own address, as peers and a kubelet's probes do, and what the
 * member's own processes say to each other.
 */
export const toxicClient: Loan<MemberLineParams> = memberLine(COURSE);

/** What an older connection is marked by, once its client has spoken. */
const SPOKEN = '0x57ead';

// Whoever is turned has another port by the time the second chain sees him, so that refuses older
// connections alone. Nobody may have tracked those before: then any packet of theirs is a first one
// to a chain of type nat, which is why that asks for the one that opens a connection.
//
// A reset goes to whoever sent what is refused. If only clients were told, a member that waits for
// the next word would hold their locks and sessions for hours after the undo: so the first thing
// that is asked gets through, and what the member says to that is refused as well.
function turns({ name, at }: ToxicLine, { port }: Target): string {
  const client = `meta skuid ${RUNTIME_USER} ip daddr ${DIALLED} tcp dport ${port}`;
  const refuse = `tcp flags & rst == 0 counter name ${OLDER} reject with tcp reset`;
  return `table ${tableOf(name)} {
  counter ${TURNED} { }
  counter ${OLDER} { }
  chain into { type nat hook output priority -101;
    ${client} tcp flags & (fin | syn | rst | ack) == syn \\
      counter name ${TURNED} redirect to :${at.port}
  }
  chain past { type filter hook output priority 0;
    ${client} tcp flags & (psh | rst) == psh \\
      ct state != invalid ct mark != ${SPOKEN} ct mark set ${SPOKEN} accept
    ${client} ${refuse}
    ip saddr ${DIALLED} tcp sport ${port} ct mark ${SPOKEN} ${refuse}
  }
}`;
}
