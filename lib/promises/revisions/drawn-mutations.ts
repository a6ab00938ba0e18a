import { change, type Mutation, shift } from '../drawn-edits.ts';

export const revisionMutations: readonly Mutation[] = [
  {
    story: 'thrash',
    edit: 'the returning revision keeps its number',
    change: change('revision', ({ uid }) => uid === 'rc', { revision: 9 }),
    breaks: ['SS-REV-001', 'SS-REV-002'],
  },
  {
    story: 'thrash',
    edit: 'the first template comes back under a new name',
    change: (history) =>
      history.map((entry) =>
        entry.kind === 'set' && entry.at > 20_000
          ? { ...entry, status: { ...entry.status, updateRevision: 'web-d' } }
          : entry,
      ),
    breaks: ['SS-REV-002', 'SS-STA-002', 'SS-STA-003', 'SS-STA-009'],
  },
  {
    story: 'besideTheTemplate',
    edit: 'the template changes too, and goes by the name of the first',
    change: change('set', ({ at }) => at > 2000, { template: 'other' }),
    breaks: ['SS-REV-001'],
  },
  {
    story: 'thrash',
    edit: 'the revision of the running member is pruned',
    change: shift('revision', ({ op }) => op === 'deleted', -15_000),
    breaks: ['SS-REV-003'],
  },
  {
    story: 'thrash',
    edit: 'a revision is pruned that there was room for',
    change: shift('revision', ({ op }) => op === 'deleted', -4000),
    breaks: ['SS-REV-003'],
  },
  {
    story: 'revisionQuestions',
    edit: 'other data are accepted',
    change: change('request', ({ probe }) => probe === 'revision-with-other-data', { code: 200 }),
    breaks: ['SS-REV-004'],
  },
  {
    story: 'accidents',
    edit: 'what bore the name is overwritten',
    change: (history) =>
      history.flatMap((entry) =>
        entry.kind === 'revision' && entry.uid === 'rx'
          ? [entry, { ...entry, op: 'modified' as const, at: 5000, rv: 900, data: 'overwritten' }]
          : [entry],
      ),
    breaks: ['SS-REV-005'],
  },
  {
    story: 'accidents',
    edit: 'a collision is survived and not counted',
    change: (history) =>
      history.map((entry) =>
        entry.kind === 'set' ? { ...entry, status: { ...entry.status, collisionCount: 0 } } : entry,
      ),
    breaks: ['SS-REV-005'],
  },
  {
    story: 'accidents',
    edit: 'the template is recorded a second time',
    change: (history) =>
      history.flatMap((entry) =>
        entry.kind === 'revision' && entry.uid === 'rc' && entry.revision === 5
          ? [entry, { ...entry, op: 'added' as const, uid: 'ry', name: 'web-y', rv: 900 }]
          : [entry],
      ),
    breaks: ['SS-REV-001', 'SS-REV-006'],
  },
];
