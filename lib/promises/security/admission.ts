import type { EntryOf, History } from '../../model/entry.ts';
import { endOf, entriesOf, ordinalIn } from '../../model/history.ts';
import { isControllers } from '../../model/history-deletions.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import { isWanted, setTimelinesOf, stateAt } from '../../model/timeline.ts';
import { deletedByUser, isSelected, podLivesOf } from '../deletion/reading.ts';
import { SLACK } from '../slack.ts';
import { SOURCES } from '../sources.ts';
import { tally } from '../tally.ts';

/**
 * A surprise with a sting: whoever may create pods in a namespace may slip one in among the members
 * of any set there.
 */
export const plantedPodClaimed: StatefulPromise = {
  id: 'SS-SEC-003',
  level: 'INFORMATIONAL',
  statement:
    'A pod of a member’s name and labels that a stranger planted MAY be taken for a member: kept ' +
    'under OnDelete, replaced under RollingUpdate',
  source: SOURCES.controllers,
  since: 'all',
  check: checkPlanted,
};

/** A trap: the set is accepted, and it is its pods that never come. */
export const deniedPodsOfAcceptedSet: StatefulPromise = {
  id: 'SS-SEC-004',
  level: 'INFORMATIONAL',
  statement:
    'A set that Pod Security forbids MAY be accepted with a warning, and then have no pods ' +
    'and say so',
  source: SOURCES.podSecurity,
  since: 'all',
  check: checkDenied,
};

/** What a controller does not touch it cannot break. */
export const controllerKeepsToItsOwn: StatefulPromise = {
  id: 'SS-SEC-005',
  level: 'SHOULD',
  statement:
    'The controller SHOULD write to pods, claims, revisions, events and the status of sets, ' +
    'and to ' +
    'nothing else',
  source: SOURCES.roles,
  since: 'all',
  check: checkDeeds,
};

function checkPlanted(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  const end = endOf(history);
  const asked = deletedByUser(history);
  for (const life of podLivesOf(history)) {
    if (life.first.owner !== null || life.first.op !== 'added') continue;
    for (const set of setTimelinesOf(history)) {
      const ordinal = ordinalIn(set.name, life.name);
      const fits = ordinal !== null && isSelected(set.first, life.first);
      if (!fits || set.first.claimTemplates.length > 0 || asked.has(life.name)) continue;
      const now = stateAt(set.states, end);
      if (!now || !isWanted(now, ordinal)) continue;
      const adopted = life.states.find(({ owner }) => owner?.uid === set.uid);
      const gap = gaps.over({ on: ['pod', 'set'], from: life.first, to: life.last });
      const waited = end - Math.max(life.first.at, set.first.at);
      const isReplaced = life.gone !== null;
      if (!adopted && waited >= SLACK.rolloutMs && !isReplaced) {
        violation(`${life.name} was planted and not taken for a member`, [life.first, set.first]);
      } else if (!adopted) continue;
      else if (set.first.strategy === 'OnDelete' && isReplaced) {
        violation(`${life.name} was planted and replaced, under OnDelete`, [adopted, life.last]);
      } else if (gap) blind(`what became of ${life.name}`, gap);
      else if (set.first.strategy === 'OnDelete' || isReplaced) trial();
    }
  }
  return findings();
}

function checkDenied(history: History): Findings {
  const { trial, violation, doubt, blind, findings } = tally();
  const gaps = gapsOf(history);
  const events = entriesOf(history, 'event').filter(({ reason }) => reason === 'FailedCreate');
  for (const request of entriesOf(history, 'request')) {
    const { verb, resource, facts, code, name } = request;
    if (verb !== 'create' || resource !== 'statefulsets' || code >= 300 || request.dryRun) continue;
    const warnings = Array.isArray(facts.warnings) ? facts.warnings.map(String) : [];
    if (!warnings.some((warning) => warning.includes('PodSecurity'))) continue;
    const denied = events.find(({ about, message }) => {
      return about.name === name && message.includes('PodSecurity');
    });
    const pod = podLivesOf(history).find(({ first }) => {
      return first.owner?.kind === 'StatefulSet' && first.owner.name === name;
    });
    const to = denied ?? { clock: request.clock, at: endOf(history) };
    const gap = gaps.over({ on: ['pod', 'event'], from: request, to });
    if (pod) violation(`${name} was warned of and got ${pod.name}`, [request, pod.first]);
    else if (gap) blind(`what became of ${name}`, gap);
    else if (denied) trial();
    else doubt(`${name} was warned of, and nobody was heard to say why it is empty`, [request]);
  }
  return findings();
}

const OWN: readonly string[] = [
  ...['pods', 'persistentvolumeclaims', 'controllerrevisions', 'events', 'statefulsets/status'],
];

function checkDeeds(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  const deeds = entriesOf(history, 'audit').filter(isControllers);
  const [first] = deeds;
  const last = deeds.at(-1);
  if (!first || !last) return findings();
  const stranger = deeds.find((deed) => !OWN.includes(placeOf(deed)) && deed.code < 300);
  const gap = gaps.over({ on: ['audit'], from: first, to: last });
  if (stranger) violation(`the controller wrote to ${placeOf(stranger)}`, [stranger]);
  else if (gap) blind('what the controller wrote to', gap);
  else trial();
  return findings();
}

function placeOf({ resource, subresource }: EntryOf<'audit'>): string {
  return subresource ? `${resource}/${subresource}` : resource;
}
