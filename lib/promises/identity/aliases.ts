import type { Entry, History } from '../../model/entry.ts';
import { entriesOf, isAliasIn, numberIn } from '../../model/history.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import {
  type Incarnation,
  isWanted,
  type PodEntry,
  type SetEntry,
  stateAt,
} from '../../model/timeline.ts';
import { deletedByUser, isSelected, type PodLife, podLivesOf } from '../deletion/reading.ts';
import { podStatesOf, wasLately } from '../lately.ts';
import { leavingOf, moment, type Scene, scenesOf } from '../scenes.ts';
import { SLACK } from '../slack.ts';
import { SOURCES } from '../sources.ts';
import { isCountedAnew } from '../status/miscounted.ts';
import { tally } from '../tally.ts';

/**
 * A surprise: membership is a matter of labels and of the number at the end of a name, and web-00
 * ends in the number of web-0. What then happens depends on who else is there.
 *
 * Judged for pods that somebody made by hand. One that wears the revision of the set, or is under
 * OnDelete or below an update partition, is left alone beside the member: nothing is said of it.
 */
export const aliasesAreClaimed: StatefulPromise = {
  id: 'SS-IDN-014',
  level: 'INFORMATIONAL',
  statement:
    'A pod made by hand as an alias of a member MAY be claimed: taken down beside the member, in ' +
    'the way of it where it has not come yet, and never counted beside it',
  source: SOURCES.identity,
  since: 'all',
  check: checkAliases,
};

/** An alias and the set that it fits, from when both were there to when one was not. */
interface Case {
  readonly scene: Scene;
  readonly life: PodLife;
  readonly number: number;
  readonly from: number;
  readonly until: number;
  readonly isAsked: boolean;
}

interface Answer {
  /** What is wrong; null where what happened is what is known to happen. */
  readonly wrong: string | null;
  readonly evidence: readonly (Entry | null | undefined)[];
}

function checkAliases(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  for (const one of casesOf(history)) {
    const answer = countedTwice(history, one) ?? fateOf(history, one);
    if (!answer) continue;
    const on = ['pod', 'set', 'event'] as const;
    const gap = gaps.over({ on, from: moment(one.from), to: moment(one.until) });
    if (answer.wrong !== null) violation(answer.wrong, answer.evidence);
    else if (gap) blind(`what became of ${one.life.name}`, gap);
    else trial();
  }
  return findings();
}

function casesOf(history: History): readonly Case[] {
  const asked = deletedByUser(history);
  return scenesOf(history).flatMap((scene) => {
    const { set, end } = scene;
    const going = set.states.find(({ deleting }) => deleting !== null) ?? set.gone;
    return podLivesOf(history).flatMap((life) => {
      const number = numberIn(set.name, life.name);
      const isByHand = life.first.owner === null && life.first.deleting === null;
      if (number === null || !isByHand || !isAliasIn(set.name, life.name)) return [];
      if (!isSelected(set.first, life.first)) return [];
      const from = Math.max(life.first.at, set.first.at);
      const until = Math.min(going?.at ?? end, life.gone?.at ?? end);
      const isAsked = asked.has(life.name);
      return until > from ? [{ scene, life, number, from, until, isAsked }] : [];
    });
  });
}

/** The status counts by number: one number is one member, whoever bears it. */
function countedTwice(history: History, { scene, life, until }: Case): Answer | null {
  const { set } = scene;
  const isOwn = ({ owner }: PodEntry) => owner?.uid === set.uid;
  const adopted = life.states.find(isOwn);
  const pods = podStatesOf(history);
  for (const [place, state] of set.states.entries()) {
    const isLater = adopted && state.rv > adopted.rv && state.at <= until;
    if (!isLater || !isCountedAnew(set.states, place)) continue;
    const there = pods.filter((states) => wasLately(states, state, isOwn));
    const numbers = new Set(there.map(([first]) => numberIn(set.name, first?.name ?? '')));
    const { replicas } = state.status;
    if (replicas <= numbers.size) continue;
    const wrong = `${set.name} counted ${replicas} members, of ${numbers.size} numbers`;
    return { wrong, evidence: [adopted, state] };
  }
  return null;
}

function fateOf(history: History, one: Case): Answer | null {
  const { scene, life, number, from, until, isAsked } = one;
  const { set, members } = scene;
  const adopted = life.states.find(({ owner }) => owner?.uid === set.uid);
  if (!adopted) {
    const isLeft = until - from >= SLACK.rolloutMs && !life.deleting;
    const wrong = `${life.name} is an alias in ${set.name}, and was not claimed`;
    return isLeft ? { wrong, evidence: [life.first, set.first] } : null;
  }
  const spec = stateAt(set.states, adopted.at) ?? set.first;
  const namesakes = members.filter(({ ordinal }) => ordinal === number);
  const member = namesakes.findLast(({ first }) => first.rv < adopted.rv);
  const leaving = member ? leavingOf(member) : null;
  const isThere = member !== undefined && !(leaving && leaving.rv <= adopted.rv);
  if (isThere && leaving && leaving.at <= until) return lossOf(history, one, member, leaving);
  if (isThere || !isWanted(spec, number)) return removalOf(one, adopted, spec);
  // Who was on the way out at that time, or lately, may have left the place to either of them.
  if (member && (member.gone?.at ?? until) > adopted.at - SLACK.controllerLagMs) return null;
  const next = namesakes.find(({ first, setUid }) => first.rv > adopted.rv && setUid === set.uid);
  if (next && !(life.gone && life.gone.rv < next.first.rv)) {
    return { wrong: `${next.pod} came beside ${life.name}`, evidence: [adopted, next.first] };
  }
  if (life.deleting && !isAsked) {
    const wrong = `${life.name} stood where ${set.name}-${number} was to be, and was taken down`;
    return { wrong, evidence: [adopted, life.deleting] };
  }
  const complaint = entriesOf(history, 'event').find(
    ({ about, reason, message }) =>
      about.name === set.name &&
      reason === 'FailedUpdate' &&
      message.includes(`${set.name}-${number}`),
  );
  return complaint ? { wrong: null, evidence: [adopted, complaint] } : null;
}

/** A member may be updated meanwhile, or deleted by its user; for an alias it must not go. */
function lossOf(
  history: History,
  { scene: { set }, life }: Case,
  { pod, last }: Incarnation,
  leaving: PodEntry,
): Answer | null {
  const isOld = last.revision !== stateAt(set.states, leaving.at)?.status.updateRevision;
  if (isOld || deletedByUser(history).has(pod)) return null;
  return { wrong: `${pod} was taken down beside ${life.name}`, evidence: [life.first, leaving] };
}

/** Where nobody asked for it: the number is not wanted, or an update takes it for an old member. */
function removalOf(one: Case, adopted: PodEntry, spec: SetEntry): Answer | null {
  const { scene, life, number, until, isAsked } = one;
  const isCondemned = !isWanted(spec, number);
  const isTaken =
    spec.strategy === 'RollingUpdate' &&
    number - spec.start >= spec.updatePartition &&
    adopted.revision !== spec.status.updateRevision;
  if (isAsked || !(isCondemned || isTaken)) return null;
  if (life.deleting) return { wrong: null, evidence: [adopted, life.deleting] };
  if (until - adopted.at < SLACK.rolloutMs) return null;
  return { wrong: `${life.name} was kept by ${scene.set.name}`, evidence: [adopted, spec] };
}
