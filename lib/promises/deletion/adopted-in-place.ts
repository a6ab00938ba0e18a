import type { EntryOf, History } from '../../model/entry.ts';
import { endOf, ordinalIn } from '../../model/history.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import { isWanted, type SetTimeline, setTimelinesOf } from '../../model/timeline.ts';
import { SLACK } from '../slack.ts';
import { SOURCES } from '../sources.ts';
import { tally } from '../tally.ts';
import { deletedByUser, isThere, type PodLife, podLivesOf } from './reading.ts';

/**
 * The other half of replacing a set under its members: the new one takes them as they are.
 *
 * Judged for orphans whose revision is the one that the new set updates to. Others are replaced by
 * its rollout, as any member is.
 */
export const adoptedInPlace: StatefulPromise = {
  id: 'SS-DEL-003',
  level: 'MUST',
  statement:
    'A new set MUST adopt orphans of its name, selector and revision, and not restart them',
  source: SOURCES.statefulSet,
  since: '1.7',
  check: checkAdoption,
};

function checkAdoption(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  const asked = deletedByUser(history);
  const end = endOf(history);
  const lives = podLivesOf(history);
  for (const set of setTimelinesOf(history)) {
    const update = set.states.find(({ status }) => status.updateRevision !== null)?.status;
    for (const life of lives) {
      const orphan = orphanBefore(set, life);
      const ordinal = ordinalIn(set.name, life.name);
      if (!orphan || ordinal === null || !update || asked.has(life.name)) continue;
      const isSame = orphan.revision === update.updateRevision;
      if (!isSame || !set.states.every((state) => isWanted(state, ordinal))) continue;
      const adopted = life.states.find(({ owner }) => owner?.uid === set.uid);
      const stay = adopted ?? set.first;
      const to = { clock: stay.clock, at: adopted?.at ?? end };
      const gap = gaps.over({ on: ['pod', 'set'], from: orphan, to });
      const taken =
        life.deleting && isThere(set, life.deleting.at) && !set.states.some((s) => s.deleting);
      const restarted = life.states.find(
        (state) => adopted && state.rv > orphan.rv && restarts(state) > restarts(orphan),
      );
      if (taken) {
        violation(`${life.name} had the revision of ${set.name}, and was replaced`, [
          ...[orphan, life.deleting],
        ]);
      } else if (restarted) {
        violation(`${life.name} was adopted and restarted`, [orphan, restarted]);
      } else if (gap) blind(`whether ${life.name} was adopted`, gap);
      else if (adopted) trial();
      else if (end - set.first.at >= SLACK.rolloutMs) {
        violation(`${life.name} was never adopted by ${set.name}`, [orphan, set.first]);
      }
    }
  }
  return findings();
}

/** The last state in which a pod belonged to nobody, when that was so as the set came to be. */
function orphanBefore(set: SetTimeline, { states, gone }: PodLife): EntryOf<'pod'> | null {
  const place = states.findIndex(({ owner, deleting }) => owner === null && deleting === null);
  const orphan = states[place];
  if (!orphan || place === 0) return null;
  const next = states.slice(place).find(({ owner }) => owner !== null);
  const wasThen = (gone?.at ?? Infinity) > set.first.at && (next?.at ?? Infinity) >= set.first.at;
  // A pod that this very set had let go is not one that it found.
  const wasItsOwn = states.slice(0, place).some(({ owner }) => owner?.uid === set.uid);
  return wasThen && !wasItsOwn ? orphan : null;
}

function restarts({ containers }: EntryOf<'pod'>): number {
  return containers.reduce((sum, container) => sum + container.restarts, 0);
}
