import type { EntryOf, History } from '../../model/entry.ts';
import { change, type Mutation } from '../drawn-edits.ts';

type Status = EntryOf<'set'>['status'];

export const statusMutations: readonly Mutation[] = [
  {
    story: 'status',
    edit: 'a controller that takes over has seen less',
    change: withStatus(20_000, { observedGeneration: 1 }),
    breaks: ['SS-STA-001'],
  },
  {
    story: 'status',
    edit: 'one current member less than none',
    change: withStatus(0, { current: -1 }),
    breaks: ['SS-STA-002', 'SS-STA-003'],
  },
  {
    story: 'status',
    edit: 'a member is counted as ready because it is there',
    change: withStatus(21_000, { ready: 2 }),
    breaks: ['SS-STA-002'],
  },
  {
    story: 'status',
    edit: 'one member more is counted than there is',
    change: withStatus(20_000, { replicas: 3 }),
    breaks: ['SS-STA-002', 'SS-STA-003'],
  },
  {
    story: 'lingering',
    edit: 'a member on its way out is counted as updated',
    change: (history) => [
      ...withStatus(0, { updated: 2 })(history.filter(({ at }) => at < 10_000)),
      ...history.filter(({ at }) => at >= 10_000),
    ],
    breaks: ['SS-STA-004'],
  },
  {
    story: 'status',
    edit: 'one of two updated members is not counted',
    change: withStatus(20_000, { updated: 1 }),
    breaks: ['SS-STA-003'],
  },
  {
    story: 'statusQuestions',
    edit: 'a write of the status changes the spec',
    change: change('request', ({ probe }) => probe === 'status-beside-a-spec', {
      facts: { finds: { 'spec.replicas': 9 }, generationGrows: 1 },
    }),
    breaks: ['SS-STA-005'],
  },
  {
    story: 'namedRevisions',
    edit: 'the update revision is recorded under another name',
    change: change('revision', ({ uid }) => uid === 'rb', { name: 'web-c' }),
    breaks: ['SS-IDN-008', 'SS-STA-009'],
  },
  {
    story: 'rolloutStatus',
    edit: 'kubectl waits for a set that is to be updated by hand',
    change: change('step', ({ facts }) => facts.exit === 1, {
      facts: { set: 'web', exit: 0, words: 'Waiting for 1 pods to be ready...', tookMs: 100 },
    }),
    breaks: ['SS-STA-011'],
  },
  {
    story: 'rolloutStatus',
    edit: 'kubectl waits for the member below the line as well',
    change: change('step', ({ facts }) => String(facts.words).includes('complete'), {
      facts: { set: 'web', exit: 0, words: 'waiting for 1 out of 2 new pods', tookMs: 100 },
    }),
    breaks: ['SS-STA-011'],
  },
];

function withStatus(from: number, fields: Partial<Status>) {
  return (history: History): History =>
    history.map((entry) =>
      entry.kind === 'set' && entry.at >= from
        ? { ...entry, status: { ...entry.status, ...fields } }
        : entry,
    );
}
