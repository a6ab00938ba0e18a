import type { EntryOf, History } from '../../model/entry.ts';
import { entriesOf } from '../../model/history.ts';
import { isPodDeletion } from '../../model/history-deletions.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import type { Incarnation, PodEntry } from '../../model/timeline.ts';
import { isThere, isWell, leavingOf, type Scene, scenesOf } from '../scenes.ts';
import { SLACK } from '../slack.ts';
import { SOURCES } from '../sources.ts';
import { tally } from '../tally.ts';
import { whyGoneIn } from '../why-gone.ts';

/** To restart one member is to restart one member. */
export const deletionAffectsOne: StatefulPromise = {
  id: 'SS-ORD-015',
  level: 'SHOULD',
  statement:
    'When a user deletes one member, no other member SHOULD be deleted, replaced or labelled anew',
  source: SOURCES.scaling,
  since: 'all',
  check: checkOthers,
};

function checkOthers(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  const whyGone = whyGoneIn(history);
  const requests = entriesOf(history, 'request');
  for (const request of requests.filter(isPodDeletion)) {
    for (const scene of scenesOf(history)) {
      const struck = scene.members.find((member) => isMeant(request, member));
      const back = struck && successorReady(scene, struck);
      if (!struck?.gone || !back) continue;
      const { deleting, gone } = struck;
      const begun = deleting ?? gone;
      const others = scene.members.filter(
        (member) => member.uid !== struck.uid && isThere(member, begun.rv),
      );
      if (others.length === 0 || specChanged(scene, begun.at, back.at)) continue;
      const gap = gaps.over({ on: ['pod', 'set'], from: begun, to: back });
      if (gap) {
        blind(`what the deletion of ${struck.pod} did to the others`, gap);
        continue;
      }
      trial();
      for (const other of others) {
        const during = other.states.filter(({ rv }) => rv >= begun.rv && rv <= back.rv);
        const leaving = leavingOf(other);
        const wasTaken = leaving && during.includes(leaving) && whyGone(other) === 'none';
        if (wasTaken) {
          violation(`${other.pod} went along with ${struck.pod}`, [request, begun, leaving]);
        }
        const before = other.states.findLast(({ rv }) => rv < begun.rv);
        const edited = requests.some(
          ({ verb, resource, name }) =>
            verb === 'patch' && resource.startsWith('pods') && name === other.pod,
        );
        const relabelled = during.find((state) => before && labelsOf(state) !== labelsOf(before));
        if (relabelled && !edited) {
          const says = `${other.pod} was labelled anew when ${struck.pod} was deleted`;
          violation(says, [request, before, relabelled]);
        }
      }
    }
  }
  return findings();
}

function isMeant({ uid, name, at }: EntryOf<'request'>, member: Incarnation): boolean {
  if (uid !== null) return uid === member.uid;
  return name === member.pod && at >= member.first.at && at <= (member.gone?.at ?? at);
}

function successorReady(scene: Scene, { ordinal, gone }: Incarnation): PodEntry | null {
  const next = scene.members.find(
    (member) => gone && member.ordinal === ordinal && member.first.rv > gone.rv,
  );
  return next?.states.find(isWell) ?? null;
}

function specChanged({ set }: Scene, from: number, to: number): boolean {
  const generations = set.states
    .filter(({ at }) => at >= from - SLACK.statusLagMs && at <= to)
    .map(({ generation }) => generation);
  const before = set.states.findLast(({ at }) => at < from - SLACK.statusLagMs)?.generation;
  return new Set([...generations, ...(before === undefined ? [] : [before])]).size > 1;
}

function labelsOf({ labels }: PodEntry): string {
  return JSON.stringify(Object.entries(labels).sort());
}
