import type { Entry, History } from '../../model/entry.ts';
import { endOf, entriesOf, pairsOf } from '../../model/history.ts';
import { begunAt, type Spell, spellsOf } from '../../model/history-faults.ts';
import {
  type Incarnation,
  incarnationsOf,
  type SetEntry,
  type SetTimeline,
  setTimelinesOf,
  stateAt,
} from '../../model/timeline.ts';
import { budgetsOf, selects } from '../disruption/evictions.ts';

/** A stretch in which a set went through something that costs it one member at a time. */
export interface Trouble {
  readonly what: string;
  readonly set: SetTimeline;
  readonly asked: SetEntry;
  readonly from: number;
  readonly to: number;
  /** Pods that nobody could reach meanwhile, whether or not they went on. */
  readonly cutOff: readonly string[];
  readonly evidence: readonly Entry[];
}

/** Below three members there is no majority without the one that is missing. */
const LEAST = 3;
const LOSSES: readonly string[] = ['node-off', 'split-node-network'];
/** Says that a lost node is dead, which harms nobody there is. */
const HARMLESS: readonly string[] = ['out-of-service'];

/** Rolling updates, drains under a budget of one, losses of a node; each with nothing beside. */
export function troublesOf(history: History): readonly Trouble[] {
  const members = incarnationsOf(history);
  return setTimelinesOf(history).flatMap((set) => {
    const own = members.filter(({ setUid }) => setUid === set.uid);
    return [...rolloutsOf(history, set), ...nodeTroublesOf(history, set, own)].filter(
      ({ asked }) => asked.replicas >= LEAST,
    );
  });
}

/** Stretches in which a set had a revision to bring to its members, and brought it. */
function rolloutsOf(history: History, set: SetTimeline): readonly Trouble[] {
  const disturbances = [
    ...entriesOf(history, 'fault'),
    ...entriesOf(history, 'request').filter(({ resource }) => resource === 'pods'),
  ];
  const { states } = set;
  return pairsOf(states).flatMap(([before, after]) => {
    const { updateRevision } = after.status;
    const isNew = updateRevision !== before.status.updateRevision && before.status.updateRevision;
    const whole = states.find(
      ({ rv, status, replicas }) =>
        rv > after.rv &&
        status.updateRevision === updateRevision &&
        status.currentRevision === updateRevision &&
        status.ready === replicas,
    );
    const isOneByOne = after.maxUnavailable === null || after.maxUnavailable === '1';
    if (!isNew || !whole || !isOneByOne || after.strategy !== 'RollingUpdate') return [];
    const [from, to] = [after.at, whole.at];
    if (disturbances.some(({ at }) => at >= from && at <= to)) return [];
    const what = 'a rolling update';
    return [{ what, set, asked: after, from, to, cutOff: [], evidence: [after, whole] }];
  });
}

function nodeTroublesOf(
  history: History,
  set: SetTimeline,
  members: readonly Incarnation[],
): readonly Trouble[] {
  const end = endOf(history);
  return spellsOf(history, ({ fault }) => fault === 'drain' || LOSSES.includes(fault)).flatMap(
    (spell) => {
      const { fault, node, inForce, undone } = spell;
      const [from, to] = [begunAt(history, spell), undone?.at ?? end];
      const asked = stateAt(set.states, from);
      if (!asked || !isAlone(history, spell, from, to)) return [];
      const there = membersAt(members, from);
      const hit = there.filter((member) => member.node === node);
      if (hit.length === 0 || there.length < asked.replicas) return [];
      const isDrain = fault === 'drain';
      if (isDrain ? !isGuarded(history, there, from) : hit.length > minority(asked)) return [];
      const what = isDrain ? `a drain of ${node}` : `the loss of ${node}`;
      const cutOff = isDrain ? [] : hit.map(({ pod }) => pod);
      return [{ what, set, asked, from, to, cutOff, evidence: [inForce] }];
    },
  );
}

/** How many may be missing while most are there. */
export function minority({ replicas }: SetEntry): number {
  return Math.floor((replicas - 1) / 2);
}

function membersAt(members: readonly Incarnation[], at: number): readonly Incarnation[] {
  return members.filter(({ states }) => {
    const now = stateAt(states, at);
    return now?.ready && now.op !== 'deleted' && now.deleting === null;
  });
}

/** Whoever is struck twice at a time is no longer one that goes through a single trouble. */
function isAlone(history: History, { fault, node }: Spell, from: number, to: number): boolean {
  const others = entriesOf(history, 'fault').filter(
    (one) => !HARMLESS.includes(one.fault) && !(one.fault === fault && one.params.node === node),
  );
  const asked = entriesOf(history, 'request').filter(
    ({ resource }) => resource === 'pods' || resource.startsWith('statefulsets'),
  );
  return ![...others, ...asked].some(({ at }) => at >= from && at <= to);
}

/** A budget that lets one of these members go at a time. */
function isGuarded(history: History, members: readonly Incarnation[], at: number): boolean {
  return budgetsOf(history).all.some((states) => {
    const budget = stateAt(states, at);
    const isOfOne = budget?.maxUnavailable === '1' && budget.op !== 'deleted';
    return budget && isOfOne && members.every(({ first }) => selects(budget, first));
  });
}
