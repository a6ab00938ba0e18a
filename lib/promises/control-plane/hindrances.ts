import { clocksOf } from '../../model/clocks.ts';
import type { EntryOf, History } from '../../model/entry.ts';
import { entriesOf, ordinalIn } from '../../model/history.ts';
import { isControllers } from '../../model/history-deletions.ts';
import { begunAt, spellsOf, startsAnew } from '../../model/history-faults.ts';
import { isWanted, type SetTimeline } from '../../model/timeline.ts';
import { type Silence, silencesOf, TELLERS } from '../silences.ts';
import { SLACK } from '../slack.ts';

/** Faults of the node that a controller or the store may be on. */
const ON_NODES = /^(node-off|reboot-node)$/;

/** Admission is refused while they last, and for as long again whoever was refused may wait. */
const REFUSING = /^refuse-by-/;

/** Stretches in which nobody can be held to have begun anything, whatever set it is owed to. */
export function hindrancesOf(history: History): readonly Silence[] {
  const isShaking = (fault: string) => startsAnew(fault, TELLERS) || ON_NODES.test(fault);
  const spells = spellsOf(history, ({ fault }) => isShaking(fault) || REFUSING.test(fault));
  const more = spells.map((spell) => {
    const from = begunAt(history, spell);
    const { fault, undone } = spell;
    if (!undone) return { from, to: Number.POSITIVE_INFINITY };
    const lastedMs = REFUSING.test(fault) ? undone.at - from : 0;
    return { from, to: undone.at + 2 * lastedMs + SLACK.askedAgainMs };
  });
  return [...silencesOf(history), ...more];
}

/** For what nobody can date. */
const EVER: Silence = { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY };

interface Refusal {
  /** Null where nobody can tell when. */
  readonly at: number | null;
  /** The pod that it was about, itself or by a claim of its own; null for other things. */
  readonly slot: string | null;
}

/**
 * Whoever was refused tries again ever later, up to a quarter of an hour apart. So nothing is owed
 * to a set from a refusal until the member that it was about has come, or is no longer wanted.
 */
export function refusalsOf(history: History, set: SetTimeline): readonly Silence[] {
  const births = entriesOf(history, 'pod').filter(({ op }) => op === 'added');
  return refusedIn(history, set).map(({ at, slot }) => {
    if (at === null) return EVER;
    const from = at - SLACK.watchLagMs;
    const ordinal = Number(slot?.slice(slot.lastIndexOf('-') + 1));
    const over = slot
      ? [
          births.find((pod) => pod.name === slot && pod.at >= from),
          set.states.find((state) => state.at >= at && !isWanted(state, ordinal)),
        ]
      : [];
    const ends = over.map((entry) => entry?.at ?? Number.POSITIVE_INFINITY);
    return { from, to: Math.min(Number.POSITIVE_INFINITY, ...ends) };
  });
}

function refusedIn(history: History, set: SetTimeline): readonly Refusal[] {
  const clocks = clocksOf(history);
  const audits = entriesOf(history, 'audit')
    .filter((audit) => isControllers(audit) && isRefusal(audit))
    .filter(({ name }) => name === null || name.includes(set.name))
    .map((audit) => ({
      at: clocks.moment(audit)?.earliest ?? null,
      slot: slotIn(set.name, audit.name ?? ''),
    }));
  const events = entriesOf(history, 'event')
    .filter(({ reason, about }) => /^Failed/.test(reason) && about.name === set.name)
    .map(({ at, message }) => ({ at, slot: slotIn(set.name, message) }));
  return [...audits, ...events];
}

/**
 * What the log tells of a set, however late the watches do: from a creation or removal by its
 * controller on something was begun, and whoever writes the set begins it anew.
 */
export function actsOn(history: History, set: SetTimeline): readonly Silence[] {
  const clocks = clocksOf(history);
  return entriesOf(history, 'audit').flatMap((audit) => {
    const { verb, resource, subresource, name, code } = audit;
    if (code < 200 || code >= 300 || subresource !== null) return [];
    const isMember = resource === 'pods' && ordinalIn(set.name, name ?? '') !== null;
    const isBegun = isControllers(audit) && isMember && ['create', 'delete'].includes(verb);
    const isEdit = !isControllers(audit) && resource === 'statefulsets' && name === set.name;
    if (!isBegun && !(isEdit && verb !== 'get')) return [];
    const moment = clocks.moment(audit);
    if (!moment) return [EVER];
    return [{ from: moment.earliest, to: isBegun ? EVER.to : moment.latest }];
  });
}

/**
 * That something is there already, or is gone, is what a cache tells too late: it says so soon. And
 * a status that is refused because it is invalid hinders nobody but whoever wrote it.
 */
function isRefusal({ code, subresource }: EntryOf<'audit'>): boolean {
  if (code === 422 && subresource === 'status') return false;
  return code === 0 || (code >= 400 && code !== 404 && code !== 409);
}

function slotIn(set: string, text: string): string | null {
  return new RegExp(`(?<![a-z0-9])${set}-(0|[1-9][0-9]*)(?![a-z0-9-])`).exec(text)?.[0] ?? null;
}
