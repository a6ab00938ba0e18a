import { entriesOf, pairsOf } from '../../model/history.ts';
import { isControllers } from '../../model/history-deletions.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { StatefulPromise } from '../../model/promise.ts';
import { type PodEntry, type SetEntry, stateAt } from '../../model/timeline.ts';
import { budgetsOf, isUsedUp, wasReadyThroughout } from '../disruption/evictions.ts';
import { moment, type Scene, scenesOf, stateBefore } from '../scenes.ts';
import { isSilent, silencesOf } from '../silences.ts';
import { SLACK } from '../slack.ts';
import { SOURCES } from '../sources.ts';
import { tally } from '../tally.ts';
import { whyGoneIn } from '../why-gone.ts';

/** A budget is for those who ask. Whoever updates or shrinks a set has decided, and does not. */
export const pastBudgets: StatefulPromise = {
  id: 'SS-UPD-014',
  level: 'INFORMATIONAL',
  statement:
    'An update or a scale-down MAY take members although their budget is used up, and is not ' +
    'held up by it',
  source: SOURCES.budgets,
  since: 'all, issue 89820',
  check(history) {
    const { trial, violation, blind, findings } = tally();
    const gaps = gapsOf(history);
    const budgets = budgetsOf(history);
    const why = whyGoneIn(history);
    const silences = silencesOf(history);
    const usedUp = (pods: readonly PodEntry[], from: number, to: number) =>
      budgets.covering(pods, from, to).some(isUsedUp);

    for (const audit of entriesOf(history, 'audit')) {
      if (!isControllers(audit) || audit.subresource !== 'eviction') continue;
      violation(`the controller asked for the eviction of ${audit.name}`, [audit]);
    }
    for (const scene of scenesOf(history)) {
      for (const member of scene.members) {
        const { deleting } = member;
        const before = deleting && stateBefore(member, deleting.rv);
        if (!deleting || !before || !wasReadyThroughout([before])) continue;
        const from = deleting.at - SLACK.controllerLagMs;
        const reason = why(member);
        if (reason !== 'update' && reason !== 'condemned') continue;
        if (!usedUp([before], from, deleting.at)) continue;
        const gap = gaps.over({ on: ['pdb', 'pod', 'set'], from: moment(from), to: deleting });
        if (gap) blind(`what budget ${member.pod} had`, gap);
        else trial();
      }
      for (const { spec, pods, from, to } of standstillsOf(scene)) {
        if (!usedUp(pods, from, to) || isSilent(silences, from, to)) continue;
        const gap = gaps.over({ on: ['pdb', 'pod', 'set'], from: moment(from), to: moment(to) });
        if (gap) blind(`why nothing was done about ${spec.name}`, gap);
        else violation(`${spec.name} waited for its budget`, [spec]);
      }
    }
    return findings();
  },
};

/** All of a set are Ready, something is left to be done, and for long nobody does it. */
function standstillsOf({ set, members, end }: Scene) {
  const changes = [...set.states, ...members.flatMap(({ states }) => states)].map(({ at }) => at);
  const moments = [...new Set([...changes, end])].sort((one, other) => one - other);
  return pairsOf(moments).flatMap(([from, to]) => {
    const spec = stateAt(set.states, from);
    if (to - from < SLACK.rolloutMs || !spec || !isLeftUndone(spec)) return [];
    const pods = members.flatMap(({ states }) => stateAt(states, from) ?? []);
    const there = pods.filter(({ op }) => op !== 'deleted');
    return wasReadyThroughout(there) ? [{ spec, pods: there, from, to }] : [];
  });
}

function isLeftUndone(spec: SetEntry): boolean {
  const { status, replicas, strategy, updatePartition, generation, deleting, op } = spec;
  if (deleting || op === 'deleted' || status.observedGeneration < generation) return false;
  const isOutdated = status.updateRevision !== status.currentRevision && updatePartition === 0;
  return status.replicas > replicas || (isOutdated && strategy === 'RollingUpdate');
}
