import type { History } from '../../model/entry.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import {
  type Incarnation,
  isPlanted,
  type SetTimeline,
  setTimelinesOf,
  successionsOf,
} from '../../model/timeline.ts';
import { SOURCES } from '../sources.ts';
import { tally } from '../tally.ts';

/**
 * Whoever lost db-1 gets db-1 back: peers keep their configuration, and the data directory belongs
 * to whoever opens it.
 *
 * Addresses, nodes and uids may change and are not judged. Nor is a container that was restarted
 * in its pod: the same uid with one restart more is the same incarnation.
 */
export const stickyIdentity: StatefulPromise = {
  id: 'SS-IDN-010',
  level: 'MUST',
  statement:
    'A replacement MUST have the name, hostname, subdomain and claims of the pod that it ' +
    'replaces, on whatever node it lands',
  source: SOURCES.identity,
  since: '1.9',
  check: checkStickyIdentity,
};

function checkStickyIdentity(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  const sets = new Map(setTimelinesOf(history).map((set) => [set.uid, set]));
  for (const [old, fresh] of successionsOf(history)) {
    if (isPlanted(old)) continue;
    const gap = gaps.over({ on: ['pod'], from: old.last, to: fresh.first });
    if (gap) {
      blind(`the succession of ${old.pod}`, gap);
      continue;
    }
    trial();
    for (const says of differences(old, fresh, sets)) violation(says, [old.last, fresh.last]);
  }
  return findings();
}

function differences(
  old: Incarnation,
  fresh: Incarnation,
  sets: ReadonlyMap<string, SetTimeline>,
): readonly string[] {
  const [oldSet, freshSet] = [sets.get(old.setUid)?.first, sets.get(fresh.setUid)?.first];
  const found: string[] = [];
  const compare = (what: string, before: string | null, after: string | null) => {
    if (before === after) return;
    found.push(`the ${what} of ${old.pod} was ${before ?? 'none'} and is ${after ?? 'none'}`);
  };
  compare('hostname', old.last.hostname, fresh.last.hostname);
  // A set created anew may have been given another Service: then that is what its owner asked for.
  if (old.setUid === fresh.setUid || oldSet?.serviceName === freshSet?.serviceName) {
    compare('subdomain', old.last.subdomain, fresh.last.subdomain);
  }
  // Claims that the template names itself are the template's business.
  const templates = oldSet?.claimTemplates ?? Object.keys(old.last.claims);
  for (const template of templates) {
    if (freshSet && !freshSet.claimTemplates.includes(template)) continue;
    const [before, after] = [old.last.claims[template], fresh.last.claims[template]];
    compare(`claim for ${template}`, before ?? null, after ?? null);
  }
  return found;
}
