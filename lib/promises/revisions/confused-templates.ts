import type { Entry, History } from '../../model/entry.ts';
import { entriesOf } from '../../model/history.ts';
import type { SetEntry } from '../../model/timeline.ts';
import type { RevisionedSet } from './revision-timelines.ts';

export interface Confusion {
  readonly says: string;
  readonly seen: readonly [SetEntry, Entry];
}

/**
 * Two templates under one name, or a name whose revision lacks a part of the template: nobody who
 * goes by revisions can then tell what a member is made of, and an edit rolls nothing out.
 *
 * A status speaks of the template that it has observed. Another release of the API server may spell
 * one template in another way, without a new generation, so such spellings are one template.
 */
export function confusionsOf(history: History, own: RevisionedSet): readonly Confusion[] {
  return [...sharedNames(history, own), ...heldInPart(own)];
}

function sharedNames(history: History, { set }: RevisionedSet): readonly Confusion[] {
  const moves = entriesOf(history, 'fault').filter(({ fault }) => fault === UPGRADE);
  const found: Confusion[] = [];
  const named = new Map<string, SetEntry>();
  const spelledAs = new Map<string, string>();
  const plain = (template: string) => spelledAs.get(template) ?? template;
  let last: SetEntry | null = null;
  for (const state of set.states) {
    const { template, generation, status } = state;
    if (template === null) continue;
    if (last?.template && last.generation === generation && last.template !== template) {
      spelledAs.set(template, plain(last.template));
    }
    last = state;
    const name = observed(state);
    if (name === null) continue;
    const earlier = named.get(name);
    named.set(name, earlier ?? state);
    if (!earlier?.template || plain(earlier.template) === plain(template)) continue;
    if (moves.some(({ at }) => at >= earlier.at && at <= state.at)) continue;
    const says = `${set.name} calls two templates ${status.updateRevision}`;
    found.push({ says, seen: [earlier, state] });
  }
  return found.slice(0, 1);
}

const UPGRADE = 'upgrade-control-plane';

function heldInPart({ set, revisions }: RevisionedSet): readonly Confusion[] {
  for (const state of set.states) {
    const name = observed(state);
    if (name === null || state.marks === null) continue;
    const due = state.marks;
    const own = revisions.filter((one) => one.name === name).map(({ first }) => first);
    const [first] = own.filter(({ marks }) => marks !== null);
    const isWhole = own.some(({ marks }) => due.every((mark) => marks?.includes(mark)));
    if (!first || isWhole) continue;
    const says = `${name} holds only a part of the template of ${set.name}`;
    return [{ says, seen: [state, first] }];
  }
  return [];
}

/** The revision of the template that stands in this very state, where its controller says so. */
function observed({ op, generation, status }: SetEntry): string | null {
  return op !== 'deleted' && status.observedGeneration === generation
    ? status.updateRevision
    : null;
}
