import type { History } from '../../model/entry.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import {
  type Incarnation,
  isWanted,
  type PodEntry,
  type SetEntry,
  wantedOrdinals,
} from '../../model/timeline.ts';
import {
  isOrdered,
  isThere,
  isThereAt,
  leavingOf,
  type Scene,
  scenesOf,
  stateBefore,
  wasWell,
} from '../scenes.ts';
import { isSilent, silencesOf } from '../silences.ts';
import { SLACK } from '../slack.ts';
import { SOURCES } from '../sources.ts';
import { tally } from '../tally.ts';
import { whyGoneIn } from '../why-gone.ts';

/** Members that need no order also need no waiting: ten caches are up as fast as one. */
export const createsAtOnce: StatefulPromise = {
  id: 'SS-PAR-001',
  level: 'MUST',
  statement:
    'A Parallel set MUST create all its missing ordinals without waiting for the others to ' +
    'become Ready',
  source: SOURCES.parallel,
  since: '1.7+',
  check: checkCreates,
};

/** A member that is slow to go, or unwell, keeps nobody else from going. */
export const deletesAtOnce: StatefulPromise = {
  id: 'SS-PAR-002',
  level: 'MUST',
  statement:
    'A Parallel set MUST delete all that a scale-down condemns without waiting for any of them ' +
    'to become Ready or to be gone',
  source: SOURCES.parallel,
  since: '1.7+',
  check: checkDeletes,
};

function checkCreates(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  const silences = silencesOf(history);
  for (const scene of scenesOf(history).filter((one) => !isOrdered(one))) {
    for (const { born, pod, uid } of scene.members) {
      const others = scene.members.filter((other) => other.uid !== uid);
      const unwell = born && others.find((other) => isUnwell(other, born.rv));
      if (!born || !unwell) continue;
      const gap = gaps.over({ on: ['pod', 'set'], from: unwell.first, to: born });
      if (gap) blind(`whether ${pod} waited for anybody`, gap);
      else trial();
    }
    const late = leftOut(scene);
    if (!late) continue;
    const { spec, ordinal, unwell } = late;
    const to = { clock: spec.clock, at: spec.at + SLACK.rolloutMs };
    if (gaps.over({ on: ['pod', 'set'], from: spec, to })) continue;
    if (isSilent(silences, spec.at, to.at)) continue;
    trial();
    const says = `${spec.name}-${ordinal} was not created while ${unwell.pod} was not Ready`;
    violation(says, [spec, unwell.last]);
  }
  return findings();
}

function isUnwell(member: Incarnation, rv: number): boolean {
  return isThere(member, rv) && !wasWell(member, rv);
}

/** An ordinal that was asked for all along and never made, with somebody there to be waited for. */
function leftOut(scene: Scene) {
  for (const spec of scene.set.states) {
    const late = spec.at + SLACK.rolloutMs;
    if (scene.end < late) return null;
    const same = scene.set.states.filter(({ at }) => at >= spec.at && at <= late);
    if (same.some(({ generation, deleting }) => generation !== spec.generation || deleting)) {
      continue;
    }
    const wanted = wantedOrdinals(spec);
    const ordinal = wanted.find(
      (one) => !scene.members.some((member) => member.ordinal === one && member.first.at <= late),
    );
    const unwell = scene.members.find(
      (member) => isThereAt(member, late) && !member.states.some(({ ready }) => ready),
    );
    if (ordinal !== undefined && unwell) return { spec, ordinal, unwell };
  }
  return null;
}

function checkDeletes(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  const why = whyGoneIn(history);
  const silences = silencesOf(history);
  for (const scene of scenesOf(history).filter((one) => !isOrdered(one))) {
    const condemned = scene.members.filter((member) => why(member) === 'condemned');
    for (const one of condemned) {
      const leaving = leavingOf(one);
      const spec = leaving && condemning(scene, one, leaving);
      if (!leaving || !spec) continue;
      // Quick ones prove nothing: they may be gone before anything else could be asked for.
      const isSlow = (one.gone?.at ?? scene.end) - leaving.at >= SLACK.noticeableMs;
      const others = condemned.filter(
        (other) => other !== one && condemning(scene, other, leaving) === spec,
      );
      const left = isSilent(silences, spec.at, spec.at + SLACK.rolloutMs)
        ? null
        : leftBehind(scene, one, spec);
      if (!isSlow || (others.length === 0 && !left)) continue;
      const late = { clock: spec.clock, at: spec.at + SLACK.rolloutMs };
      const to = left ? late : (one.gone ?? one.last);
      const gap = gaps.over({ on: ['pod', 'set'], from: spec, to });
      if (gap) {
        blind(`whether anybody waited for ${one.pod} to go`, gap);
        continue;
      }
      trial();
      if (left) {
        const says = `${left.pod} was not deleted while ${one.pod} was on its way out`;
        violation(says, [spec, leaving, left.last]);
        continue;
      }
      const waited = others.find((other) => {
        const its = leavingOf(other);
        return its && one.gone && its.rv > one.gone.rv && its.at - spec.at >= SLACK.batchMs;
      });
      if (!waited) continue;
      const says = `${waited.pod} was deleted only when ${one.pod} was gone`;
      violation(says, [spec, one.gone, leavingOf(waited), stateBefore(one, leaving.rv)]);
    }
  }
  return findings();
}

/** Somebody who had to go as well, and of whom nobody asked it for as long as another was going. */
function leftBehind(scene: Scene, one: Incarnation, spec: SetEntry): Incarnation | null {
  const late = spec.at + SLACK.rolloutMs;
  const isSame = scene.set.states.every(
    ({ at, generation }) => at < spec.at || at > late || generation === spec.generation,
  );
  if (!isSame || scene.end < late || (one.gone && one.gone.at < late)) return null;
  const left = scene.members.find((other) => {
    const isLeft = isThereAt(other, spec.at) && isThereAt(other, late);
    const asked = other.deleting ?? other.gone;
    return other !== one && isLeft && !isWanted(spec, other.ordinal) && !(asked && asked.at < late);
  });
  return left ?? null;
}

/** The spec that condemned a member: the first of its generation. */
function condemning(
  { set }: Scene,
  { ordinal }: Incarnation,
  { at, rv }: PodEntry,
): SetEntry | null {
  const last = set.states.findLast(
    (state) => state.rv < rv && state.at <= at + SLACK.watchLagMs && !isWanted(state, ordinal),
  );
  return set.states.find(({ generation }) => generation === last?.generation) ?? null;
}
