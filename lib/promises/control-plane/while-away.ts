import type { EntryOf, History } from '../../model/entry.ts';
import { endOf } from '../../model/history.ts';
import { outagesOf, type Spell } from '../../model/history-faults.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import {
  type Incarnation,
  incarnationsOf,
  isWanted,
  setTimelinesOf,
  stateAt,
} from '../../model/timeline.ts';
import { SLACK } from '../slack.ts';
import { SOURCES } from '../sources.ts';
import { type Tally, tally } from '../tally.ts';

/**
 * Nobody stands in for the controller. What is lost while it is away stays lost until it returns,
 * and is then made good in the order in which it would have been.
 */
export const nothingReplacedUnattended: StatefulPromise = {
  id: 'SS-CTL-007',
  level: 'SHOULD',
  statement:
    'While the controller is away nothing SHOULD be replaced, and what was lost be replaced in ' +
    'order on its return',
  source: SOURCES.control,
  since: 'all',
  check: (history) => checkSpells(history, 'controller-manager', judgeBacklog),
};

/** A pod that waits for its node is a pod: nobody may come after it, and none in its place. */
export const waitsForTheScheduler: StatefulPromise = {
  id: 'SS-CTL-008',
  level: 'SHOULD',
  statement:
    'While nobody schedules, the next pod SHOULD wait with all above it, and start by itself ' +
    'when somebody does again',
  source: SOURCES.control,
  since: 'all',
  check: (history) => checkSpells(history, 'scheduler', judgeWaiting),
};

interface Scene extends Tally {
  readonly history: History;
  readonly spell: Spell;
  /** The stretch in which the component was proved to be away. */
  readonly from: number;
  readonly until: number;
  readonly members: readonly Incarnation[];
}

function checkSpells(
  history: History,
  component: 'controller-manager' | 'scheduler',
  judge: (scene: Scene) => void,
): Findings {
  const on = tally();
  const members = incarnationsOf(history);
  for (const spell of outagesOf(history, component)) {
    // A blow is over before anything could be seen to stand still.
    if (spell.end === spell.inForce) continue;
    const until = spell.end?.at ?? endOf(history);
    judge({ ...on, history, spell, from: spell.inForce.at, until, members });
  }
  return on.findings();
}

function judgeBacklog(scene: Scene): void {
  const { history, spell, from, until, members, trial, violation, doubt, blind } = scene;
  const lost = members.filter(({ gone }) => gone && gone.at > from && gone.at < until);
  const wanted = lost.filter((member) => isStillWanted(history, member, until));
  if (wanted.length === 0) return;
  const successors = wanted.flatMap((old) => {
    const next = members.find(
      ({ pod, uid, first }) => pod === old.pod && uid !== old.uid && first.rv > old.last.rv,
    );
    return next ? [{ old, next }] : [];
  });
  const clock = spell.inForce.clock;
  const last = successors.at(-1)?.next.first;
  const gap = gapsOf(history).over({
    on: ['pod'],
    from: spell.inForce,
    to: last ?? { clock, at: until },
  });
  if (gap) {
    blind('what was replaced while the controller was away', gap);
    return;
  }
  const early = successors.find(({ next }) => next.first.at < until);
  if (early) {
    const says = `${early.next.pod} was replaced while the controller was away`;
    violation(says, [spell.inForce, early.next.first, spell.end]);
    return;
  }
  if (successors.length < wanted.length) {
    doubt('the history ends before all that was lost was replaced', [spell.inForce, spell.end]);
    return;
  }
  const ordered = [...successors].sort((one, other) => one.next.first.rv - other.next.first.rv);
  const wrong = ordered.find(({ next }, place) => {
    const before = ordered[place - 1]?.next;
    return isOrdered(history, next) && before !== undefined && before.ordinal > next.ordinal;
  });
  if (wrong) violation(`${wrong.next.pod} was replaced after one above it`, [wrong.next.first]);
  else trial();
}

function judgeWaiting(scene: Scene): void {
  const { history, spell, from, until, members, trial, violation, doubt, blind } = scene;
  for (const member of members) {
    const then = stateAt(member.states, until);
    const waited = then && then.node === null && then.op !== 'deleted' && !then.deleting;
    if (!waited || !isOrdered(history, member) || member.first.at > until) continue;
    const begun = Math.max(from, member.first.at);
    const placed = member.states.find(({ node }) => node !== null);
    const above = members.find(
      ({ setUid, ordinal, first, born }) =>
        born !== null &&
        setUid === member.setUid &&
        ordinal > member.ordinal &&
        first.at > begun &&
        first.at < until,
    );
    const to = { clock: spell.inForce.clock, at: placed?.at ?? endOf(history) };
    const gap = gapsOf(history).over({ on: ['pod'], from: spell.inForce, to });
    const evidence = [spell.inForce, then, spell.end];
    if (gap) blind(`how ${member.pod} waited to be scheduled`, gap);
    else if (above) {
      const says = `${above.pod} was created while ${member.pod} waited to be scheduled`;
      violation(says, [...evidence, above.first]);
    } else if (placed && until - begun >= SLACK.watchLagMs) trial();
    else if (to.at - until > SLACK.livenessMs && !placed) {
      violation(`${member.pod} was not scheduled when somebody scheduled again`, evidence);
    } else doubt(`the history does not show ${member.pod} wait and be scheduled`, evidence);
  }
}

function isStillWanted(history: History, { setUid, ordinal }: Incarnation, at: number): boolean {
  const spec = specAt(history, setUid, at);
  return spec !== null && spec.op !== 'deleted' && !spec.deleting && isWanted(spec, ordinal);
}

function isOrdered(history: History, { setUid, first }: Incarnation): boolean {
  return specAt(history, setUid, first.at + SLACK.watchLagMs)?.policy === 'OrderedReady';
}

function specAt(history: History, uid: string, at: number): EntryOf<'set'> | null {
  const set = setTimelinesOf(history).find((timeline) => timeline.uid === uid);
  return set ? stateAt(set.states, at) : null;
}
