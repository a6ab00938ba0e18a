import type { History } from '../../model/entry.ts';
import { entriesOf } from '../../model/history.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import { type Incarnation, isWanted, type PodEntry, type SetEntry } from '../../model/timeline.ts';
import {
  isOrdered,
  isThere,
  isThereAt,
  isWell,
  leavingOf,
  moment,
  type Scene,
  scenesOf,
  specsAround,
} from '../scenes.ts';
import { SLACK } from '../slack.ts';
import { SOURCES } from '../sources.ts';
import { tally } from '../tally.ts';
import { takesSeveral } from '../updates/update-deletions.ts';
import { whyGoneIn } from '../why-gone.ts';
import { readyForIn } from '../written-times.ts';

/** Patience is a property of the set, not of its pods: to change it costs nobody a restart. */
export const changedWithoutRestart: StatefulPromise = {
  id: 'SS-MRS-002',
  level: 'MUST',
  statement:
    'When minReadySeconds changes, running members MUST be counted anew without being restarted',
  source: SOURCES.minReady,
  since: '1.25',
  check: checkChanged,
};

/**
 * A rollout that goes on at the first sign of life runs through a set before it falls over.
 *
 * A Parallel set is without order in its scaling alone: its updates are judged as well, as long as
 * it does not ask for several at a time.
 */
export const orderWaitsForAvailability: StatefulPromise = {
  id: 'SS-MRS-003',
  level: 'MUST',
  statement:
    'Ordered creation and scale-down, and updates of any set, MUST wait for members to be ' +
    'available, not only Ready',
  source: SOURCES.minReady,
  since: 'complete only since ≈1.34/1.35 (PR 130909; issues 112307 119234 123918)',
  check: checkOrder,
};

function checkChanged(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  const why = whyGoneIn(history);
  for (const scene of scenesOf(history)) {
    for (const spec of changesOf(scene)) {
      const present = scene.members.filter((member) => isThereAt(member, spec.at));
      if (present.length === 0) continue;
      const counted = scene.set.states.find(
        ({ at, status, generation }) =>
          at > spec.at &&
          status.observedGeneration >= spec.generation &&
          generation === spec.generation &&
          status.available === spec.replicas,
      );
      const late = spec.at + spec.minReadySeconds * 1000 + SLACK.rolloutMs;
      // Whatever was asked for next is a reason of its own, and may be acted on before it is heard.
      const next = scene.set.states.find(({ generation }) => generation > spec.generation);
      const until = Math.min(scene.end, (next?.at ?? Infinity) - SLACK.controllerLagMs);
      const to = counted ?? moment(Math.min(late, until));
      const gap = gaps.over({ on: ['pod', 'set'], from: spec, to });
      if (gap) {
        blind(`what the new patience of ${spec.name} did`, gap);
        continue;
      }
      const restarted = present.find((member) => {
        const leaving = leavingOf(member);
        const isDuring = leaving && leaving.at > spec.at && leaving.at <= to.at;
        const reason = isDuring ? why(member) : null;
        return reason === 'none' || (reason === 'update' && isAllThatChanged(history, spec));
      });
      if (restarted) {
        trial();
        const says = `${restarted.pod} was deleted when minReadySeconds changed`;
        violation(says, [spec, leavingOf(restarted)]);
      } else if (counted) trial();
      else if (until >= late && allWell(present, spec.at, late)) {
        trial();
        violation(`${spec.name} never counted its members anew`, [spec]);
      }
    }
  }
  return findings();
}

/** Specs that changed nothing but the wait. */
function changesOf({ set }: Scene): readonly SetEntry[] {
  return set.states.flatMap((spec, place) => {
    const before = set.states[place - 1];
    const isChange = before && before.minReadySeconds !== spec.minReadySeconds;
    return isChange && spec.op !== 'deleted' && before.replicas === spec.replicas ? [spec] : [];
  });
}

/** Whether the user's patch touched nothing else: a new template is a reason of its own. */
function isAllThatChanged(history: History, { at, name }: SetEntry): boolean {
  const asked = entriesOf(history, 'request').findLast(
    (request) =>
      request.verb === 'patch' &&
      request.resource === 'statefulsets' &&
      request.name === name &&
      request.at <= at + SLACK.watchLagMs &&
      request.at >= at - SLACK.statusLagMs,
  );
  const keys = [asked?.facts.keys ?? []].flat();
  return keys.length > 0 && keys.every((key) => key === 'spec.minReadySeconds');
}

function allWell(members: readonly Incarnation[], from: number, to: number): boolean {
  return members.every(({ states }) => {
    const before = states.findLast(({ at }) => at <= from);
    const during = states.filter(({ at }) => at > from && at <= to);
    return before !== undefined && [before, ...during].every(isWell);
  });
}

interface Step {
  readonly entry: PodEntry;
  readonly did: string;
  /** Whom the step has to wait for. */
  readonly waitsFor: (other: Incarnation, spec: SetEntry) => boolean;
}

function checkOrder(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  const readyFor = readyForIn(history);
  const why = whyGoneIn(history);
  for (const scene of scenesOf(history)) {
    for (const member of scene.members) {
      for (const { entry, did, waitsFor } of stepsOf(member, why(member))) {
        const specs = specsAround(scene, entry.at);
        if (did === 'updated' ? specs.some(takesSeveral) : !isOrdered(scene)) continue;
        const [spec] = specs;
        const waitMs = Math.min(...specs.map((one) => one.minReadySeconds)) * 1000;
        if (!spec || waitMs === 0) continue;
        const others = scene.members.filter(
          (other) =>
            other !== member &&
            isThere(other, entry.rv) &&
            specs.every((one) => isWanted(one, other.ordinal)) &&
            waitsFor(other, spec),
        );
        const fresh = others.flatMap((other) => {
          const since = readySince(other, entry.rv);
          return since && since.op !== 'found' ? [{ other, since }] : [];
        });
        const [first] = fresh;
        if (!first) continue;
        const gap = gaps.over({ on: ['pod', 'set'], from: first.since, to: entry });
        if (gap) {
          blind(`how long ${member.pod} was waited with`, gap);
          continue;
        }
        trial();
        const early = fresh.find(
          ({ since }) => readyFor(since, entry) < waitMs - SLACK.wholeSecondMs - SLACK.watchLagMs,
        );
        if (!early) continue;
        const ms = Math.round(readyFor(early.since, entry));
        const says = `${member.pod} was ${did} when ${early.other.pod} had been Ready for ${ms} ms`;
        violation(says, [early.since, entry]);
      }
    }
  }
  return findings();
}

function stepsOf(member: Incarnation, why: string | null): readonly Step[] {
  const { born, ordinal } = member;
  const leaving = leavingOf(member);
  const steps: Step[] = [];
  if (born) {
    steps.push({ entry: born, did: 'created', waitsFor: (other) => other.ordinal < ordinal });
  }
  if (leaving && why === 'condemned') {
    steps.push({ entry: leaving, did: 'removed', waitsFor: () => true });
  }
  if (leaving && why === 'update') {
    const isRenewed = ({ ordinal: at, first }: Incarnation) =>
      at > ordinal && first.revision !== leaving.revision;
    steps.push({ entry: leaving, did: 'updated', waitsFor: isRenewed });
  }
  return steps;
}

function readySince({ states }: Incarnation, rv: number): PodEntry | null {
  const known = states.filter((state) => state.rv < rv);
  const last = known.at(-1);
  if (!last || !isWell(last)) return null;
  return known[known.findLastIndex((state) => !isWell(state)) + 1] ?? last;
}
