import type { EntryOf, History, Kind } from '../../model/entry.ts';
import { entriesOf, groupBy } from '../../model/history.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import {
  type Incarnation,
  incarnationsOf,
  isPlanted,
  type SetTimeline,
  setTimelinesOf,
} from '../../model/timeline.ts';
import { SLACK } from '../slack.ts';
import { SOURCES } from '../sources.ts';
import { tally } from '../tally.ts';
import { INDEX_LABEL } from './labels.ts';
import { editsOfRevisionLabels, otherThanItsRevision, relabelled } from './made-of-revision.ts';

interface Context {
  readonly sets: ReadonlyMap<string, SetTimeline>;
  readonly revisions: ReadonlyMap<string, readonly EntryOf<'revision'>[]>;
  /** What users did to the labels that name revisions. */
  readonly edits: readonly EntryOf<'request'>[];
}

/** What is wrong with a member; null when nothing is, undefined when that cannot be told. */
type Wrong = (member: Incarnation, context: Context) => string | null | undefined;

interface Mark extends Pick<StatefulPromise, 'id' | 'level' | 'statement' | 'since'> {
  readonly leansOn: readonly Kind[];
  readonly wrong: Wrong;
}

/**
 * What is written on every member from the moment of its creation. Peers, Services and monitors
 * select by it, and garbage collection goes by it.
 */
const MARKS: readonly Mark[] = [
  {
    id: 'SS-IDN-004',
    level: 'MUST',
    statement:
      "A member's subdomain MUST be its set's serviceName and its hostname its own name, " +
      'whatever the template says',
    since: '1.9 (integration check newer)',
    leansOn: ['pod', 'set'],
    wrong({ first, pod, setUid }, { sets }) {
      const set = sets.get(setUid)?.first;
      if (!set) return undefined;
      const wanted = set.serviceName || null;
      if ((first.subdomain || null) !== wanted) {
        return `${pod} has the subdomain ${first.subdomain ?? 'none'}, not ${wanted ?? 'none'}`;
      }
      if (first.hostname === pod) return null;
      return `${pod} was given the hostname ${first.hostname ?? 'none'}`;
    },
  },
  {
    id: 'SS-IDN-006',
    level: 'MUST',
    statement: "A member that is created MUST carry its ordinal in the label 'pod-index'",
    since: '1.28 beta-on, 1.32 GA locked; gate PodIndexLabel',
    leansOn: ['pod'],
    wrong({ born, ordinal, pod }) {
      if (!born) return undefined;
      const index = born.labels[INDEX_LABEL] ?? null;
      if (index === `${ordinal}`) return null;
      return `${pod} was created with the index ${index ?? 'missing'}`;
    },
  },
  {
    id: 'SS-IDN-008',
    level: 'MUST',
    statement:
      "A member's revision label MUST name a revision of its set as long as it lives, and it " +
      'MUST be made with the labels, annotations and finalizers of this revision and of no other',
    since: '1.7+',
    leansOn: ['pod', 'revision'],
    wrong(member, { revisions, edits }) {
      const { first, pod, setUid } = member;
      const known = revisions.get(setUid);
      if (!known) return undefined;
      if (first.revision === null) return `${pod} carries no revision`;
      const own = known.filter(({ name }) => name === first.revision);
      if (own.length === 0) return `${pod} is of ${first.revision}, which is none of its set's`;
      // A template that returns after its revision was pruned has one of the same name again.
      const word = own.findLast(({ at }) => at <= first.at + SLACK.watchLagMs);
      const gone = word?.op === 'deleted' && word.at < first.at - SLACK.watchLagMs;
      if (gone) return `${pod} was made of ${first.revision}, which was gone`;
      const later = relabelled(member, edits);
      if (later) return `${pod} was of ${first.revision} and then of ${later.revision ?? 'none'}`;
      return otherThanItsRevision(member, known);
    },
  },
  {
    id: 'SS-IDN-009',
    level: 'MUST',
    statement:
      'A member MUST have exactly one controller, its living set by kind, name and uid, and ' +
      'block the deletion of that owner',
    since: '1.7+',
    leansOn: ['pod', 'set'],
    wrong({ born, pod, set, setUid }, { sets }) {
      // A pod that was adopted later had been created by somebody else.
      if (!born || (born.owner === null && born.owners?.length === 0)) return undefined;
      const owners = (born.owners ?? []).filter(({ controller }) => controller);
      if (born.owners && owners.length !== 1) {
        return `${pod} was created with ${owners.length} controllers`;
      }
      const [owner] = owners;
      if (owner && (owner.kind !== 'StatefulSet' || owner.name !== set || owner.uid !== setUid)) {
        return `${pod} was created under the controller ${owner.kind} ${owner.name} ${owner.uid}`;
      }
      if (owner && !owner.blocks) return `${pod} does not block the deletion of its owner`;
      if (sets.size === 0) return undefined;
      const own = sets.get(setUid);
      if (!own) return `${pod} was created under ${setUid}, which is no set that anybody saw`;
      const late = own.gone && own.gone.at < born.at - SLACK.lateNewsMs;
      return late ? `${pod} was created under ${setUid}, which was gone` : null;
    },
  },
];

export const whatMembersCarry: readonly StatefulPromise[] = MARKS.map(
  ({ leansOn, wrong, ...mark }) => ({
    ...mark,
    source: SOURCES.identity,
    check: (history) => checkMark(history, leansOn, wrong),
  }),
);

function checkMark(history: History, leansOn: readonly Kind[], wrong: Wrong): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  const context: Context = {
    sets: new Map(setTimelinesOf(history).map((set) => [set.uid, set])),
    revisions: groupBy(
      entriesOf(history, 'revision').filter(({ owner }) => owner !== null),
      ({ owner }) => owner?.uid ?? '',
    ),
    edits: editsOfRevisionLabels(history),
  };
  for (const member of incarnationsOf(history)) {
    if (isPlanted(member)) continue;
    const says = wrong(member, context);
    if (says === undefined) continue;
    const { first } = member;
    const from = { clock: first.clock, at: first.at - SLACK.controllerLagMs };
    const gap = gaps.over({ on: leansOn, from, to: first });
    if (gap) {
      blind(`what ${member.pod} carried`, gap);
      continue;
    }
    trial();
    if (says !== null) violation(says, [first]);
  }
  return findings();
}
