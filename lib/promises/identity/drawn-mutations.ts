import type { Entry } from '../../model/entry.ts';
import { change, type Mutation, pod, shift, without } from '../drawn-edits.ts';
import { INDEX_LABEL, NAME_LABEL } from './labels.ts';

export const identityMutations: readonly Mutation[] = [
  {
    story: 'replacement',
    edit: 'the new pod takes its subdomain from somewhere else',
    change: change('pod', ({ uid }) => uid === 'b', { subdomain: 'template' }),
    breaks: ['SS-IDN-004', 'SS-IDN-010'],
  },
  {
    story: 'replacement',
    edit: 'the new pod carries no name',
    change: change('pod', ({ uid }) => uid === 'b', { labels: { [INDEX_LABEL]: '0' } }),
    breaks: ['SS-IDN-005'],
  },
  {
    story: 'replacement',
    edit: 'the new pod carries another index',
    change: change('pod', ({ uid }) => uid === 'b', {
      labels: { [NAME_LABEL]: 'web-0', [INDEX_LABEL]: '1' },
    }),
    breaks: ['SS-IDN-006'],
  },
  {
    story: 'labelsEdited',
    edit: 'the pod is made of a revision that there is not',
    change: change('pod', ({ uid }) => uid === 'a', { revision: 'hash-only' }),
    breaks: ['SS-IDN-008'],
  },
  {
    story: 'labelsEdited',
    edit: 'the name is put back, and the label of the revision goes',
    change: change('pod', ({ uid, at }) => uid === 'a' && at > 5_000, { revision: null }),
    breaks: ['SS-IDN-008'],
  },
  {
    story: 'labelsEdited',
    edit: 'the name is put back, and a label of the user’s goes',
    change: change('pod', ({ labels }) => labels[NAME_LABEL] === 'other', {
      labels: { [NAME_LABEL]: 'other', [INDEX_LABEL]: '0', team: 'a' },
    }),
    breaks: ['SS-IDN-005'],
  },
  {
    story: 'canary',
    edit: 'the member lost below is made of the new template, under the old name',
    change: change('pod', ({ uid }) => uid === 'b', { marks: ['part', 'new'] }),
    breaks: ['SS-IDN-008'],
  },
  {
    story: 'canary',
    edit: 'members are made without the annotations of the template',
    change: change('pod', ({ uid }) => uid === 'b' || uid === 'g', { marks: ['part'] }),
    breaks: ['SS-IDN-008'],
  },
  {
    story: 'labelsEdited',
    edit: 'nobody controls the pod that was created',
    change: change('pod', ({ uid }) => uid === 'a', { owners: [] }),
    breaks: ['SS-IDN-009'],
  },
  {
    story: 'labelsEdited',
    edit: 'the crashed container comes back at another address',
    change: change('pod', ({ at }) => at > 9_000, { ip: '10.0.0.9' }),
    breaks: ['SS-IDN-012'],
  },
  {
    story: 'labelsEdited',
    edit: 'the pod of the crashed container is deleted for it',
    change: (history) =>
      history.flatMap((entry) =>
        pod('a', 'modified')(entry) && entry.at > 9_000 && entry.kind === 'pod'
          ? [{ ...entry, op: 'deleted' as const, ready: false }]
          : [entry],
      ),
    breaks: ['SS-IDN-012', 'SS-ORD-013', 'SS-TRM-003'],
  },
  {
    story: 'aliases',
    edit: 'the alias is kept beside the member',
    change: (history) =>
      shift(
        'step',
        ({ name }) => name === 'end',
        90_000,
      )(without((entry) => pod('b', 'deleted')(entry) || isGoing(entry, 'b'))(history)),
    breaks: ['SS-AMO-014', 'SS-IDN-001', 'SS-IDN-002', 'SS-IDN-014'],
  },
  {
    story: 'aliases',
    edit: 'the alias is counted beside the member',
    change: (history) =>
      history.map((entry) =>
        entry.kind === 'set' && entry.uid === 's1' && entry.at > 5_000
          ? { ...entry, status: { ...entry.status, replicas: 2 } }
          : entry,
      ),
    breaks: ['SS-IDN-014'],
  },
  {
    story: 'aliases',
    edit: 'the member comes although its alias is there',
    change: (history) =>
      history.map((entry) =>
        entry.kind === 'pod' && isGoing(entry, 'c')
          ? { ...entry, at: entry.at + 5_000, rv: entry.rv + 500 }
          : entry,
      ),
    breaks: ['SS-AMO-014', 'SS-IDN-014'],
  },
];

function isGoing(entry: Entry, uid: string): boolean {
  return entry.kind === 'pod' && entry.uid === uid && entry.deleting !== null;
}
