import type { History } from '../../model/entry.ts';
import { entriesOf } from '../../model/history.ts';
import type { Spell } from '../../model/history-faults.ts';
import { incarnationsOf, type SetTimeline, setTimelinesOf } from '../../model/timeline.ts';
import { SLACK } from '../slack.ts';

/**
 * The moment by which a controller that was away has looked at a set again. Sets that it finds on
 * its return come before one that is created later, so the first member of such a set says that the
 * others had their turn. Where nobody made one, time has to say it.
 */
export function lookedAroundAt(history: History, set: SetTimeline, { undone }: Spell): number {
  if (!undone) return Number.POSITIVE_INFINITY;
  const created = entriesOf(history, 'request')
    .filter(({ verb, resource }) => verb === 'create' && resource === 'statefulsets')
    .filter(({ at, code }) => at > undone.at && code >= 200 && code < 300)
    .map(({ name }) => name);
  const later = setTimelinesOf(history)
    .filter(({ uid, name }) => uid !== set.uid && created.includes(name))
    .map(({ uid }) => uid);
  const served = incarnationsOf(history).flatMap(({ setUid, born }) =>
    born && born.at > undone.at && later.includes(setUid) ? [born.at] : [],
  );
  return Math.min(undone.at + SLACK.failoverMs, ...served.map((at) => at + SLACK.controllerLagMs));
}
