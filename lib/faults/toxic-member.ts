import { createHash } from 'node:crypto';
import type { Cluster, ClusterNode } from '../model/cluster.ts';
import type { Loan } from '../model/fault.ts';
import { HarnessError } from '../support/errors.ts';
import { renewTimer, type TimerPlace } from './dead-man-timer.ts';
import { type MemberPort, whereIs } from './member-port.ts';
import { memberNode } from './member-process.ts';
import { nodeLoan } from './node-loan.ts';
import { peerOf } from './peers.ts';
import type { Target } from './reach.ts';
import { tableCounters } from './table-counters.ts';
import { ask, seenText } from './toxic-probe.ts';
import {
  lineTraces,
  loadTurn,
  openLine,
  poison,
  removeLine,
  startServer,
  type ToxicLine,
  tableOf,
  toxicOf,
} from './toxic-server.ts';
import { isWell, WAYS, wayNamed } from './toxic-ways.ts';

export type ToxicMemberParams = MemberPort & { readonly way: string };

/**
 * A bad line to one port of one member, for all who come over the pod network: what the member
 * says to them comes late, slowly, not at all or not to its end, while what they say arrives.
 * Connections from before are refused as soon as either end speaks, so nobody goes past it.
 *
 * Not theirs: what comes from the node itself, as a kubelet's probe does, or from inside of the
 * pod, as a port-forward does.
 */
export const toxicMember: Loan<ToxicMemberParams> = nodeLoan<ToxicMemberParams>({
  name: 'toxic-member',
  needs: ['link-toxics'],
  reach: 'node',
  ways: Object.keys(WAYS),
  placesOf: (cluster, params) => [seatOf(cluster, params).place],

  async harm(cluster, params, { lease }) {
    const { node, line, place } = seatOf(cluster, params);
    const way = wayNamed(params.way);
    const to = await whereIs(cluster, params);
    if (!to) throw new HarnessError({ what: `${params.pod} is not that member any more` });
    await startServer(node, line);
    await openLine(node, line, to);
    await poison(node, line, way);
    await loadTurn(place, line, turns(line, to));
    await renewTimer(place, lease);
  },

  async isInForce(cluster, params) {
    const { node, line } = seatOf(cluster, params);
    const before = await tableCounters(node, tableOf(line.name));
    if (!before) return { holds: false, says: 'no line is turned' };
    const to = await whereIs(cluster, params);
    if (!to) return { holds: false, says: `${params.pod} is gone, and its line with it` };
    const [through, beside] = await look(cluster, node, to, params.way);
    const toxic = await toxicOf(node, line);
    const after = await tableCounters(node, tableOf(line.name));
    const turned = (after?.get(TURNED) ?? 0) - (before.get(TURNED) ?? 0);
    const way = wayNamed(params.way);
    return {
      // Beside the line all is well: or it would be the member itself that shows.
      holds:
        way.shows(through, beside) && isWell(beside) && turned > 0 && toxic.startsWith(way.type),
      says: [
        `over the line ${seenText(through)}, beside it ${seenText(beside)}`,
        ...[toxic, `turned in this look: ${turned} connections`],
        `refused: ${after?.get(OLDER) ?? 0} packets of older ones`,
      ].join('; '),
    };
  },

  async isOver(cluster, params) {
    const { node, line } = seatOf(cluster, params);
    const left = await lineTraces(node, line.name);
    const says = `left behind: ${left.join(', ') || 'nothing'}`;
    const to = await whereIs(cluster, params);
    if (!to) return { holds: left.length === 0, says: `${says}; the member is gone` };
    const [through, beside] = await look(cluster, node, to, 'latency');
    return {
      // Of a member that says nothing to its own node either, nothing is known of its line.
      holds: left.length === 0 && (isWell(through) || !isWell(beside)),
      says: `${says}; over the line ${seenText(through)}, beside it ${seenText(beside)}`,
    };
  },
});

const TURNED = 'turned';
const OLDER = 'older';

// Only the first packet of a connection sees a chain of type nat, so who was connected before goes
// on past it. What such a peer sends, be it the bare acknowledgement of what the member said, is
// answered by a reset; the member then hears from the peer itself that nobody is there. Of the new
// ones nothing is ever forwarded, because both their ends are on this node.
const turns = ({ name, at }: ToxicLine, { address, port }: Target) => `table ${tableOf(name)} {
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

/** Answers are short, so it takes some of them until a narrow line shows. */
const SHORT_ANSWERS = 20;

/**
 * Another node comes over the pod network, and the member's own node does not. Servers take their
 * time to hang up, etcd now and then 5 s, so the end counts only where it is what is late.
 */
function look(cluster: Cluster, node: ClusterNode, to: Target, way: string) {
  const by = way === 'slow-close' ? ('clear' as const) : ('octet' as const);
  const question = { to, by, times: way === 'bandwidth' ? SHORT_ANSWERS : 1 };
  const from = peerOf(cluster, node);
  return Promise.all([ask({ ...question, from }), ask({ ...question, from: node })]);
}

// Two lines on one node are two servers, so both take ports that go with the member's own name.
const FIRST_PORT = 18_500;
const PAIRS = 400;

function seatOf(cluster: Cluster, params: ToxicMemberParams) {
  const { uid, port } = params;
  if (!/^[0-9a-f-]{36}$/.test(uid)) throw new HarnessError({ what: `"${uid}" is no uid of a pod` });
  if (!/^[a-z0-9-]{1,15}$/.test(`${port}`)) {
    throw new HarnessError({ what: `"${port}" is no port of a pod` });
  }
  const node = memberNode(cluster, params);
  const name = `line_${uid}_${port}`.replaceAll('-', '_');
  const drawn = createHash('sha256').update(name).digest().readUInt16BE() % PAIRS;
  const api = FIRST_PORT + 2 * drawn;
  const line: ToxicLine = { name, api, at: { address: node.address, port: api + 1 } };
  const undo = removeLine(name);
  const place: TimerPlace = { node, name: `toxic-member@${uid}.${port}`, undo };
  return { node, line, place };
}
