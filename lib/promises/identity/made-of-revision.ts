import type { EntryOf, History } from '../../model/entry.ts';
import { entriesOf } from '../../model/history.ts';
import type { Incarnation, PodEntry } from '../../model/timeline.ts';
import { SLACK } from '../slack.ts';

type Revision = EntryOf<'revision'>;
type Request = EntryOf<'request'>;

const REVISION_LABEL = 'metadata.labels.controller-revision-hash';

/**
 * The label is only a name. A canary has spread as soon as a member below the line is made of the
 * new template, and under the old name nobody would see it.
 *
 * What admission adds or fills in is no fault of the controller's. It may also write an image in
 * another way, so an image is wrong only where it is another revision's.
 */
export function otherThanItsRevision(
  { born, pod }: Incarnation,
  known: readonly Revision[],
): string | null {
  if (!born?.marks) return null;
  const { marks, images, revision } = born;
  const own = known.filter(({ name, marks: due }) => name === revision && due !== null);
  if (own.length === 0) return null;
  const carriesAll = own.some(({ marks: due }) => due?.every((mark) => marks.includes(mark)));
  if (!carriesAll) return `${pod} was made of ${revision}, and without all of its template`;
  // A new template that only adds to the old one leaves nothing of the old one out.
  const isOwn = (mark: string) => own.some(({ marks: due }) => due?.includes(mark));
  const source = known.find((one) =>
    one.marks?.some((mark) => marks.includes(mark) && !isOwn(mark)),
  );
  if (source) return `${pod} was made of ${revision}, and in part of ${source.name}`;
  if (own.some((one) => haveAll(images, one.images))) return null;
  const other = known.find((one) => one.images.length > 0 && haveAll(images, one.images));
  return other ? `${pod} was made of ${revision}, with the images of ${other.name}` : null;
}

function haveAll(images: readonly string[], due: readonly string[]): boolean {
  return due.every((image) => images.includes(image));
}

/** The first state of a member in which it is of another revision than it was made of. */
export function relabelled({ first, states, setUid }: Incarnation, edits: readonly Request[]) {
  return states.find(
    (state) =>
      state.op !== 'deleted' &&
      state.owner?.uid === setUid &&
      state.revision !== first.revision &&
      !edits.some((edit) => mayShowIn(edit, state)),
  );
}

/** Changes of a revision label by hand: nobody is bound to put those right. */
export function editsOfRevisionLabels(history: History): readonly Request[] {
  return entriesOf(history, 'request').filter(
    ({ resource, facts }) =>
      resource === 'pods' && [facts.keys ?? []].flat().includes(REVISION_LABEL),
  );
}

function mayShowIn({ name, at }: Request, state: PodEntry): boolean {
  return name === state.name && at - SLACK.lateNewsMs <= state.at;
}
