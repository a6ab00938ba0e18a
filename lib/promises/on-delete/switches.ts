import type { History } from '../../model/entry.ts';
import { endOf } from '../../model/history.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import { incarnationsOf, type SetEntry, setTimelinesOf } from '../../model/timeline.ts';
import { SLACK } from '../slack.ts';
import { SOURCES } from '../sources.ts';
import { tally } from '../tally.ts';
import { updateDeletionsOf } from '../updates/update-deletions.ts';
import { ACTS_MS, outdatedIn } from './waits-for-deletion.ts';

/** The strategy is a switch that is thrown in a hurry: it has to act at once in both directions. */
export const strategySwitches: StatefulPromise = {
  id: 'SS-OND-006',
  level: 'SHOULD',
  statement:
    'A switch from OnDelete to RollingUpdate SHOULD begin to update outdated members, and the ' +
    'switch back stop at once',
  source: SOURCES.rollout,
  since: '1.7+',
  check: checkSwitches,
};

function checkSwitches(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  const deletions = updateDeletionsOf(history);
  const all = incarnationsOf(history);
  for (const set of setTimelinesOf(history)) {
    const members = all.filter(({ setUid }) => setUid === set.uid);
    for (const [place, first] of set.states.entries()) {
      const before = set.states[place - 1];
      const revision = first.status.updateRevision;
      if (!before || before.strategy === first.strategy || revision === null) continue;
      const next = set.states.slice(place).find((state) => planOf(state) !== planOf(first));
      const until = next?.at ?? endOf(history);
      const stretch = { set, members, first, last: first, until, revision };
      const outdated = outdatedIn(stretch).length > 0 && before.template === first.template;
      if (!outdated || first.updatePartition >= first.replicas || until - first.at < ACTS_MS)
        continue;
      const gap = gaps.over({
        on: ['pod', 'set'],
        from: before,
        to: { clock: first.clock, at: until },
      });
      if (gap) {
        blind(`what ${set.name} did as its strategy was switched`, gap);
        continue;
      }
      const lag = first.strategy === 'OnDelete' ? SLACK.controllerLagMs : 0;
      const taken = deletions.find(
        (one) => one.set.uid === set.uid && one.taken.at > first.at + lag && one.taken.at < until,
      );
      const isStopped = first.strategy === 'OnDelete';
      if (isStopped || taken) trial();
      if (isStopped && taken) {
        const says = `${taken.taken.name} was taken down after the switch to OnDelete`;
        violation(says, [first, taken.taken]);
      }
      if (!isStopped && !taken && until - first.at > SLACK.rolloutMs) {
        violation(`nothing of ${set.name} was updated after the switch to RollingUpdate`, [first]);
      }
    }
  }
  return findings();
}

function planOf({ strategy, template, replicas, start, updatePartition, op }: SetEntry): string {
  return [strategy, template, replicas, start, updatePartition, op === 'deleted'].join(' ');
}
