import type { History } from '../../model/entry.ts';
import { type Component, outagesOf } from '../../model/history-faults.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import { incarnationsOf } from '../../model/timeline.ts';
import { SLACK } from '../slack.ts';
import { SOURCES } from '../sources.ts';
import { tally } from '../tally.ts';
import { updatePartitionRespected } from './update-partition-respected.ts';
import { isBelow, partialRollouts } from './update-revisions.ts';

/**
 * How far a canary may go stands in the API and nowhere else. Whoever takes over after an outage
 * has to find the line there, and not go by what is the default.
 *
 * Judged only where something was left to be done under the line's eye: a member that came back
 * after the outage, above the line or below it.
 */
export const updatePartitionOutlivesOutages: StatefulPromise = {
  id: 'SS-PTN-010',
  level: 'MUST',
  statement:
    'The update partition MUST hold across failovers of the controller and outages of the API',
  source: SOURCES.rollout,
  since: '1.7+',
  check: checkOutages,
};

const COMPONENTS: readonly Component[] = ['controller-manager', 'api-server', 'etcd'];

function checkOutages(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  const outages = COMPONENTS.flatMap((component) => outagesOf(history, component));
  const broken = updatePartitionRespected.check(history).violations;
  for (const { set, first, from, until } of partialRollouts(history)) {
    for (const { fault, inForce, undone } of outages) {
      const isDuring = inForce.at >= from && undone !== null && undone.at < until;
      if (!isDuring) continue;
      const { clock } = inForce;
      const after = (at: number) => at > undone.at && at <= until;
      const moved = broken.find(({ evidence }) => {
        const [rollout, ...others] = evidence;
        return (
          rollout === first && others.some((entry) => entry.clock === clock && after(entry.at))
        );
      });
      const back = incarnationsOf(history).find(
        ({ setUid, born }) => setUid === set.uid && born !== null && after(born.at),
      );
      const looked = until - undone.at >= SLACK.failoverMs;
      const gap = gaps.over({ on: ['pod', 'set'], from: inForce, to: { clock, at: until } });
      if (moved) violation(`after ${fault}, ${moved.says}`, [inForce, ...moved.evidence]);
      else if (!back && !looked) continue;
      else if (gap) blind(`whether the line of ${set.name} held after ${fault}`, gap);
      else if (back && isHeld(back)) trial();
    }

    // Whoever is created below the line shows most; above it, that somebody is at work at all.
    function isHeld(member: Parameters<typeof isBelow>[0]): boolean {
      return !isBelow(member, first) || member.first.revision === first.status.currentRevision;
    }
  }
  return findings();
}
