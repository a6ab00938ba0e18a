import { clocksOf } from '../../model/clocks.ts';
import type { EntryOf, History } from '../../model/entry.ts';
import { endOf, entriesOf, groupBy } from '../../model/history.ts';
import { isControllers } from '../../model/history-deletions.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import { incarnationsOf, isWanted, setTimelinesOf } from '../../model/timeline.ts';
import { claimNames } from '../../model/timeline-claims.ts';
import { SLACK } from '../slack.ts';
import { SOURCES } from '../sources.ts';
import { tally } from '../tally.ts';

type Denial = EntryOf<'audit'>;

/**
 * A quota that was too small for an hour must not cost a member for ever, nor may the controller
 * hammer at the door meanwhile.
 */
export const deniedAdmissionHeals: StatefulPromise = {
  id: 'SS-CTL-009',
  level: 'MUST',
  statement:
    'A member whose pod or claim is denied admission MUST be tried again, ever less often, until ' +
    'it is admitted',
  source: SOURCES.control,
  since: 'all',
  check: checkDenials,
};

const FORBIDDEN = 403;

function checkDenials(history: History): Findings {
  const { trial, violation, doubt, blind, findings } = tally();
  const gaps = gapsOf(history);
  const clocks = clocksOf(history);
  const members = incarnationsOf(history);
  const end = { clock: 'runner', at: endOf(history) };
  for (const [slot, denials] of denialsBySlot(history)) {
    const [first] = denials;
    const last = denials.at(-1);
    const from = first && clocks.moment(first);
    const to = last && clocks.moment(last);
    if (!first || !last || !from || !to) continue;
    const born = members.find(
      ({ pod, first: state }) => pod === slot && state.at >= to.earliest - SLACK.watchLagMs,
    );
    const gap = gaps.over({ on: ['audit', 'pod'], from: first, to: born?.first ?? end });
    const seconds = (last.at - first.at) / 1000;
    const lifted = liftedAt(history, from.earliest);
    if (gap) {
      blind(`whether ${slot} was tried again`, gap);
    } else if (isHammering(denials)) {
      violation(`${slot} was tried ${denials.length} times in ${seconds} s`, [first, last]);
    } else if (born) {
      if (!wasEdited(history, from.latest, born.first.at)) trial();
    } else if (!isStillWanted(history, slot)) {
      // Who is not wanted any more need not be tried again.
    } else if (lifted && end.at - lifted.at > 2 * (lifted.at - from.earliest) + SLACK.garbageMs) {
      violation(`${slot} was not tried again after its admission was possible`, [last, lifted]);
    } else if (lifted) {
      doubt(`the history ends before ${slot} could be tried again`, [last, lifted]);
    }
  }
  return findings();
}

/** By the last that was seen of its set: nobody tries for a member that was taken back. */
function isStillWanted(history: History, slot: string): boolean {
  const [, name, ordinal] = /^(.*)-(\d+)$/.exec(slot) ?? [];
  return setTimelinesOf(history).some(({ states, gone }) => {
    const last = states.at(-1);
    return !gone && last !== undefined && last.name === name && isWanted(last, Number(ordinal));
  });
}

/** A controller that waits ever longer cannot come near to ten attempts each second. */
function isHammering(denials: readonly Denial[]): boolean {
  const [first] = denials;
  const last = denials.at(-1);
  const seconds = first && last ? (last.at - first.at) / 1000 : 0;
  return denials.length > 20 && denials.length > 10 * seconds;
}

/** By the name of the pod that waits, whether it or one of its claims was denied. */
function denialsBySlot(history: History): ReadonlyMap<string, readonly Denial[]> {
  const ofClaims = new Map<string, string>();
  for (const { first } of setTimelinesOf(history)) {
    for (let ordinal = first.start; ordinal < first.start + SLOTS; ordinal += 1) {
      for (const claim of claimNames(first, ordinal)) {
        ofClaims.set(claim, `${first.name}-${ordinal}`);
      }
    }
  }
  const denials = entriesOf(history, 'audit').filter(
    (audit) =>
      isControllers(audit) &&
      audit.verb === 'create' &&
      audit.code === FORBIDDEN &&
      ['pods', 'persistentvolumeclaims'].includes(audit.resource),
  );
  return groupBy(denials, ({ name }) => ofClaims.get(name ?? '') ?? name ?? '');
}

/** More than any set of ours has members. */
const SLOTS = 32;

function liftedAt(history: History, from: number): EntryOf<'request'> | null {
  return (
    entriesOf(history, 'request').findLast(
      ({ verb, resource, at, code }) =>
        resource === 'resourcequotas' &&
        ['delete', 'patch', 'update'].includes(verb) &&
        code < 300 &&
        at > from,
    ) ?? null
  );
}

/** Whoever edits the set in between has healed it himself. */
function wasEdited(history: History, from: number, to: number): boolean {
  return entriesOf(history, 'request').some(
    ({ verb, resource, at }) =>
      ['patch', 'update'].includes(verb) &&
      resource.startsWith('statefulsets') &&
      at > from &&
      at < to,
  );
}
