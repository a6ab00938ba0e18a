import type { History } from '../../model/entry.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import { type Incarnation, isPlanted, type PodEntry } from '../../model/timeline.ts';
import {
  isOrdered,
  isThere,
  isWantedThroughout,
  moment,
  type Scene,
  type Stretch,
  scenesOf,
  stretchesOf,
  wasWell,
} from '../scenes.ts';
import { SLACK } from '../slack.ts';
import { SOURCES } from '../sources.ts';
import { tally } from '../tally.ts';
import { INDEX_LABEL, NAME_LABEL } from './labels.ts';

/**
 * A Service for one member selects by this label. Whoever takes it away takes the member out of
 * its Service, and the controller puts it back.
 */
export const nameLabelPutBack: StatefulPromise = {
  id: 'SS-IDN-005',
  level: 'MUST',
  statement:
    "Every member MUST carry its name in the label 'pod-name', and get it back, beside all " +
    'of its other labels, when somebody edits or removes it',
  source: SOURCES.identity,
  since: '1.9',
  check: checkNameLabel,
};

/** A surprise that Services by index should know of: nobody minds that label once it is there. */
export const indexLabelNotPutBack: StatefulPromise = {
  id: 'SS-IDN-007',
  level: 'INFORMATIONAL',
  statement: "The label 'pod-index' MAY stay away for good when somebody removes it",
  source: SOURCES.identity,
  since: '1.28+',
  check: checkIndexLabel,
};

function checkNameLabel(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  for (const scene of scenesOf(history)) {
    for (const member of scene.members) {
      const { born, pod } = member;
      const stretches = stretchesOf(member, (state) => isLiving(state) && lacksName(state));
      const edited = stretches.filter(({ since }) => since.op !== 'added');
      const from = edited[0]?.since ?? born;
      const to = edited.at(-1)?.until ?? moment(scene.end);
      const gap = from && gaps.over({ on: ['pod', 'set'], from, to: edited[0] ? to : from });
      if (gap) {
        blind(`whether ${pod} carried its name`, gap);
        continue;
      }
      if (born && !isPlanted(member)) {
        trial();
        if (lacksName(born)) violation(`${pod} was created without its name as label`, [born]);
      }
      for (const stretch of edited) {
        const { since, until } = stretch;
        if (until && isLiving(until)) {
          trial();
          const lost = lostAtReturn(member, until);
          if (lost) violation(`${pod} got its name back and lost ${lost}`, [since, until]);
        } else if (isOwed(scene, stretch)) {
          trial();
          violation(`${pod} never got its name back as label`, [since, until]);
        }
      }
    }
  }
  return findings();
}

function checkIndexLabel(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  for (const { members, end } of scenesOf(history)) {
    for (const member of members) {
      if (isPlanted(member)) continue;
      const stretches = stretchesOf(
        member,
        (state) =>
          isLiving(state) && state.op === 'modified' && state.labels[INDEX_LABEL] === undefined,
      );
      for (const { since, until } of stretches) {
        const to = until ?? moment(end);
        const gap = gaps.over({ on: ['pod'], from: since, to });
        const back = until && isLiving(until) ? until : null;
        if (gap) blind(`whether the index of ${member.pod} came back`, gap);
        else if (back) {
          trial();
          violation(`the index label of ${member.pod} was put back`, [since, back]);
        } else if (to.at - since.at >= SLACK.noticeableMs) trial();
      }
    }
  }
  return findings();
}

function isLiving({ deleting, op, owner }: PodEntry): boolean {
  return deleting === null && op !== 'deleted' && owner !== null;
}

function lacksName({ labels, name }: PodEntry): boolean {
  return labels[NAME_LABEL] !== name;
}

/** The write that puts the name back is the controller's alone: what else did it change? */
function lostAtReturn({ states }: Incarnation, back: PodEntry): string | null {
  const before = states[states.indexOf(back) - 1];
  const lost = Object.entries(before?.labels ?? {}).find(
    ([key, value]) => key !== NAME_LABEL && key !== INDEX_LABEL && back.labels[key] !== value,
  );
  return lost?.[0] ?? null;
}

/** In order, the controller comes to a member only when all below it are available. */
function isOwed(scene: Scene, { member, since, until }: Stretch): boolean {
  const to = until?.at ?? scene.end;
  if (to - since.at < SLACK.rolloutMs) return false;
  if (!isWantedThroughout(scene, member.ordinal, since.at, to)) return false;
  if (!isOrdered(scene)) return true;
  const [last] = member.states.slice(-1);
  const rv = until?.rv ?? (last?.rv ?? since.rv) + 1;
  const lower = scene.members.filter(({ ordinal }) => ordinal < member.ordinal);
  return lower.every((below) => !isThere(below, rv) || wasWell(below, since.rv));
}
