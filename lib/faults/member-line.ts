import { createHash } from 'node:crypto';
import type { Cluster, ClusterNode } from '../model/cluster.ts';
import type { Loan } from '../model/fault.ts';
import { HarnessError } from '../support/errors.ts';
import { renewTimer, type TimerPlace } from './dead-man-timer.ts';
import { type MemberPort, whereIs } from './member-port.ts';
import { memberNode } from './member-process.ts';
import { nodeLoan } from './node-loan.ts';
import type { Target } from './reach.ts';
import { tableCounters } from './table-counters.ts';
import { type Seen, seenText } from './toxic-probe.ts';
import {
  lineTraces,
  loadTurn,
  openLine,
  poison,
  startServer,
  type ToxicLine,
  tableOf,
  toxicOf,
} from './toxic-server.ts';
import { isWell, WAYS, wayNamed } from './toxic-ways.ts';

export type MemberLineParams = MemberPort & { readonly way: string };

/** Where a line to a member's port lies: who comes over it, and who does not. */
export interface Course {
  /** Of the loan, and of its timers. */
  readonly name: string;
  readonly reach: NonNullable<Loan<MemberLineParams>['reach']>;
  /** What the name of each line begins with. */
  readonly prefix: string;
  /** Where its server and its table are, or null where there is no such place. */
  groundOf(node: ClusterNode, member: MemberPort): Promise<ClusterNode | null>;
  /** The address on that ground at which a line begins. */
  beginsAt(node: ClusterNode): string;
  /** Whom the server dials. */
  endsAt(to: Target): Target;
  /** The table that turns connections into the line; it counts `TURNED` and `OLDER`. */
  turns(line: ToxicLine, to: Target): string;
  /** A script on the member's node that ends the line, whatever of it there is. */
  remove(line: string, member: MemberPort): string;
  look(asked: Asked): Promise<Look>;
}

export interface Asked {
  readonly cluster: Cluster;
  readonly node: ClusterNode;
  readonly ground: ClusterNode;
  readonly member: MemberPort;
  readonly to: Target;
  /** Servers take their time to hang up, so the end counts only where it is what is late. */
  readonly by: 'clear' | 'octet';
  /** Answers are short, so it takes some of them until a narrow line shows. */
  readonly times: number;
}

export interface Look {
  /** By who asked: what came of it. */
  readonly over: Readonly<Record<string, Seen>>;
  readonly beside: Seen;
}

export const TURNED = 'turned';
export const OLDER = 'older';

const SHORT_ANSWERS = 20;

/** A bad line to one port of one member: what the member says over it is late, cut or lost. */
export function memberLine(course: Course): Loan<MemberLineParams> {
  const seatOf = (cluster: Cluster, params: MemberLineParams) => seated(course, cluster, params);

  /** Null of a member that is gone, or has never been there. */
  const lookAt = async (
    cluster: Cluster,
    member: MemberPort,
    { node, ground, way }: { node: ClusterNode; ground: ClusterNode | null; way: string },
  ): Promise<Look | null> => {
    const to = await whereIs(cluster, member);
    if (!to || !ground) return null;
    const by = way === 'slow-close' ? 'clear' : 'octet';
    const times = way === 'bandwidth' ? SHORT_ANSWERS : 1;
    return course.look({ cluster, node, ground, member, to, by, times });
  };

  return nodeLoan<MemberLineParams>({
    name: course.name,
    needs: ['link-toxics'],
    reach: course.reach,
    ways: Object.keys(WAYS),
    placesOf: (cluster, params) => [seatOf(cluster, params).place],

    async harm(cluster, params, { lease }) {
      const { node, line, place } = seatOf(cluster, params);
      const way = wayNamed(params.way);
      const to = await whereIs(cluster, params);
      if (!to) throw new HarnessError({ what: `${params.pod} is not that member any more` });
      const ground = await course.groundOf(node, params);
      if (!ground) throw new HarnessError({ what: `${params.pod} has no network of its own` });
      await startServer(ground, line);
      await openLine(ground, line, course.endsAt(to));
      await poison(ground, line, way);
      await loadTurn({ ...place, node: ground }, line, course.turns(line, to));
      await renewTimer(place, lease);
    },

    async isInForce(cluster, params) {
      const { node, line } = seatOf(cluster, params);
      const way = wayNamed(params.way);
      const ground = await course.groundOf(node, params);
      const before = ground && (await tableCounters(ground, tableOf(line.name)));
      if (!before) return { holds: false, says: 'no line is turned' };
      const seen = await lookAt(cluster, params, { node, ground, way: params.way });
      if (!seen) return { holds: false, says: `${params.pod} is gone, and its line with it` };
      const toxic = await toxicOf(ground, line);
      const after = await tableCounters(ground, tableOf(line.name));
      const turned = (after?.get(TURNED) ?? 0) - (before.get(TURNED) ?? 0);
      const over = Object.values(seen.over);
      return {
        // Beside the line all is well: or it would be the member itself that shows.
        holds:
          over.every((one) => way.shows(one, seen.beside)) &&
          isWell(seen.beside) &&
          turned >= over.length &&
          toxic.startsWith(way.type),
        says: [
          lookText(seen),
          ...[toxic, `turned in this look: ${turned} connections`],
          `refused: ${after?.get(OLDER) ?? 0} packets of older ones`,
        ].join('; '),
      };
    },

    async isOver(cluster, params) {
      const { node, line } = seatOf(cluster, params);
      const ground = await course.groundOf(node, params);
      const left = await lineTraces(ground ?? node, line.name);
      const says = `left behind: ${left.join(', ') || 'nothing'}`;
      const seen = await lookAt(cluster, params, { node, ground, way: 'latency' });
      if (!seen) return { holds: left.length === 0, says: `${says}; the member is gone` };
      const isOpen = Object.values(seen.over).every(isWell);
      return {
        // Of a member that says nothing to its own node either, nothing is known of its line.
        holds: left.length === 0 && (isOpen || !isWell(seen.beside)),
        says: `${says}; ${lookText(seen)}`,
      };
    },
  });
}

function lookText({ over, beside }: Look): string {
  const all = Object.entries(over).map(([who, seen]) => `${who} ${seenText(seen)}`);
  return [...all, `beside it ${seenText(beside)}`].join(', ');
}

// Two lines on one ground are two servers, so both take ports that go with the member's own name.
const FIRST_PORT = 18_500;
const PAIRS = 400;

function seated(course: Course, cluster: Cluster, params: MemberLineParams) {
  const { uid, port } = params;
  if (!/^[0-9a-f-]{36}$/.test(uid)) throw new HarnessError({ what: `"${uid}" is no uid of a pod` });
  if (!/^[a-z0-9-]{1,15}$/.test(`${port}`)) {
    throw new HarnessError({ what: `"${port}" is no port of a pod` });
  }
  const node = memberNode(cluster, params);
  const name = `${course.prefix}_${uid}_${port}`.replaceAll('-', '_');
  const drawn = createHash('sha256').update(name).digest().readUInt16BE() % PAIRS;
  const api = FIRST_PORT + 2 * drawn;
  const line: ToxicLine = { name, api, at: { address: course.beginsAt(node), port: api + 1 } };
  const undo = course.remove(name, params);
  const place: TimerPlace = { node, name: `${course.name}@${uid}.${port}`, undo };
  return { node, line, place };
}
