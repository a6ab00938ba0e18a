import type { Entry, EntryOf, History } from '../../model/entry.ts';
import { change, type Mutation, renumbered, without } from '../drawn-edits.ts';

const OF_WEB = { kind: 'StatefulSet', name: 'web', uid: 's1' };

export const deletionMutations: readonly Mutation[] = [
  {
    story: 'orphans',
    edit: 'an orphan is deleted all the same',
    change: removed('pod', 'a', 9000),
    breaks: ['SS-DEL-002'],
  },
  {
    story: 'orphans',
    edit: 'an orphan is deleted by the new set instead of adopted',
    change: removed('pod', 'a', 16_000),
    breaks: ['SS-DEL-003'],
  },
  {
    story: 'orphans',
    edit: 'a claim goes with the set that was to orphan it',
    change: removed('claim', 'c1', 9000),
    breaks: ['SS-DEL-011', 'SS-STO-010'],
  },
  {
    story: 'strays',
    edit: 'the pod that strayed is deleted by its set',
    change: without((entry) => entry.kind === 'request'),
    breaks: ['SS-DEL-004', 'SS-UPD-003', 'SS-UPD-005'],
  },
  {
    story: 'strays',
    edit: 'a pod of another name is adopted for its labels',
    change: (history) => later(history, 'pod', 'e', { at: 9000, owner: OF_WEB }),
    breaks: ['SS-DEL-006'],
  },
  {
    story: 'strays',
    edit: 'a pod of another name is deleted for its labels',
    change: removed('pod', 'e', 9000),
    breaks: ['SS-DEL-006'],
  },
  {
    story: 'strays',
    edit: 'one set takes the pod of another',
    change: (history) => later(history, 'pod', 'h', { at: 9000, owner: OF_WEB }),
    breaks: ['SS-DEL-007'],
  },
  {
    story: 'meanwhile',
    edit: 'a set on its way out makes a pod',
    change: (history) =>
      history.map((entry) =>
        entry.kind === 'pod' && entry.uid === 'd'
          ? { ...entry, at: entry.at - 6500, owner: OF_WEB }
          : entry,
      ),
    breaks: ['SS-DEL-008', 'SS-IDN-009'],
  },
  {
    story: 'by-label',
    edit: 'the server forgets one that carries the label',
    change: change('request', ({ verb }) => verb === 'list', {
      facts: { selector: 'tier=b', found: ['one'] },
    }),
    breaks: ['SS-DEL-012'],
  },
  {
    story: 'by-label',
    edit: 'a set goes that does not carry the label',
    change: removed('set', 's1', 6000),
    breaks: ['SS-DEL-012'],
  },
];

type Removable = 'pod' | 'claim' | 'set';

/** An object is deleted at a moment, and is not heard of afterwards. */
function removed(kind: Removable, uid: string, at: number) {
  return (history: History): History => {
    const isLater = (entry: Entry) => entry.kind === kind && entry.uid === uid && entry.at > at;
    const asked = later(without(isLater)(history), kind, uid, { at, deleting: 'deleted' });
    return later(asked, kind, uid, { at: at + 100, deleting: 'deleted', op: 'deleted' });
  };
}

/** One more state of an object, like the last one but for some fields. */
function later<K extends Removable>(
  history: History,
  kind: K,
  uid: string,
  fields: Partial<EntryOf<K>>,
): History {
  const last = history.findLast((entry) => entry.kind === kind && entry.uid === uid);
  if (!last || !('rv' in last) || last.rv === null) return history;
  const fresh = { ...last, op: 'modified', ...fields, rv: last.rv + 500 } as Entry;
  const place = history.findIndex(({ clock, at }) => clock === 'runner' && at > fresh.at);
  return renumbered(place < 0 ? [...history, fresh] : history.toSpliced(place, 0, fresh));
}
