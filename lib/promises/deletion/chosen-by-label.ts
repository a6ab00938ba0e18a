import type { EntryOf, History } from '../../model/entry.ts';
import { endOf, entriesOf } from '../../model/history.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import { type SetTimeline, setTimelinesOf, stateAt } from '../../model/timeline.ts';
import { SLACK } from '../slack.ts';
import { SOURCES } from '../sources.ts';
import { tally } from '../tally.ts';
import { isThere } from './reading.ts';

/**
 * One label too few in a clean-up script is somebody's outage, so at least the server must take the
 * label at its word.
 */
export const chosenByLabel: StatefulPromise = {
  id: 'SS-DEL-012',
  level: 'MUST',
  statement: 'What is listed or deleted by label MUST be exactly the sets that carry the label',
  source: SOURCES.labels,
  since: '1.9',
  check: checkLabels,
};

function checkLabels(history: History): Findings {
  const { trial, violation, doubt, blind, findings } = tally();
  const gaps = gapsOf(history);
  const end = endOf(history);
  const sets = setTimelinesOf(history);
  for (const request of entriesOf(history, 'request')) {
    const { verb, resource, facts, code } = request;
    if (typeof facts.selector !== 'string' || resource !== 'statefulsets' || code >= 300) continue;
    const there = sets.filter((set) => isThere(set, request.at));
    const due = there.filter((set) => carries(set, facts.selector as string, request));
    const around = { clock: request.clock, at: request.at + SLACK.watchLagMs };
    const gap = gaps.over({ on: ['set'], from: request, to: around });
    if (gap) blind(`which sets there were`, gap);
    else if (verb === 'list') {
      const found = Array.isArray(facts.found) ? [...facts.found].sort() : [];
      const names = due.map(({ name }) => name).sort();
      if (found.join() === names.join()) trial();
      else violation(`listed ${found} instead of ${names}`, [request]);
    } else if (verb === 'delete') {
      const spared = due.find(({ gone, states }) => !gone && states.every((s) => !s.deleting));
      const hit = there.find((set) => {
        const taken = set.gone ?? set.states.find(({ deleting }) => deleting);
        return !due.includes(set) && taken && taken.at - request.at <= SLACK.controllerLagMs;
      });
      if (hit) violation(`${hit.name} was deleted without the label`, [request, hit.first]);
      else if (!spared) trial();
      else if (end - request.at >= SLACK.garbageMs) {
        violation(`${spared.name} carries the label and was spared`, [request, spared.first]);
      } else doubt(`the history ends before ${spared.name} could go`, [request]);
    }
  }
  return findings();
}

function carries(set: SetTimeline, selector: string, { at }: EntryOf<'request'>): boolean {
  const labels = stateAt(set.states, at)?.labels ?? {};
  return selector.split(',').every((pair) => {
    const [key = '', value = ''] = pair.split('=');
    return labels[key] === value;
  });
}
