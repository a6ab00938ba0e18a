import type { Entry, History } from '../../model/entry.ts';
import { draw } from '../drawing.ts';
import { change, type Mutation, pod, recreateClaim, shift, swap, without } from '../drawn-edits.ts';
import { redraw, withRows } from '../redraw.ts';
import { restartRows } from './drawn-stories.ts';

const { restarted, limited, drifted } = restartRows;
const FORGED = 'pod web-1 b @n2 v=r9 | f.......V';
const LATER = `end | ${'.'.repeat(80)}!`;

export const updatesMutations: readonly Mutation[] = [
  {
    story: 'rollout',
    edit: 'web-2 is passed over',
    change: without((entry) => isOf(entry, 'f') || (isOf(entry, 'c') && entry.at > 1000)),
    breaks: ['SS-STA-002', 'SS-STA-003', 'SS-UPD-001', 'SS-UPD-011'],
  },
  {
    story: 'rollout',
    edit: 'web-2 becomes Ready only after web-1 was taken',
    change: shift('pod', ({ uid, ready }) => uid === 'f' && ready, 5000),
    breaks: ['SS-UPD-002', 'SS-UPD-006', 'SS-UPD-010'],
  },
  {
    story: 'rollout',
    edit: 'web-1 is taken in the moment before web-2 is Ready',
    change: swap(pod('b', 'modified'), (entry) => isOf(entry, 'f') && entry.at > 6000),
    breaks: ['SS-UPD-002', 'SS-UPD-013'],
  },
  {
    story: 'rollout',
    edit: 'web-0 was at the new revision already',
    change: change('pod', ({ uid }) => uid === 'a', { revision: 'r2' }),
    breaks: ['SS-STA-003', 'SS-UPD-003'],
  },
  {
    story: 'rollout',
    edit: 'the status is ahead of the last member',
    change: shift('set', ({ status }) => status.currentRevision === 'r2', -6000),
    breaks: ['SS-UPD-011'],
  },
  {
    story: 'rollout',
    edit: 'the last member gets a new claim',
    change: recreateClaim('data-web-0', 16_500),
    breaks: ['SS-STO-006', 'SS-UPD-012'],
  },
  {
    story: 'besideTheTemplate',
    edit: 'a new revision follows',
    change: (history) => history.map(withNewRevision),
    breaks: ['SS-STA-002', 'SS-STA-003', 'SS-UPD-004', 'SS-UPD-005'],
  },
  {
    story: 'besideTheTemplate',
    edit: 'a member is restarted some time after',
    change: (history) => history.flatMap(withRestart),
    breaks: [
      ...['SS-IDN-001', 'SS-MRS-002', 'SS-STA-003', 'SS-STA-004'],
      ...['SS-UPD-003', 'SS-UPD-004', 'SS-UPD-005'],
    ],
  },
  {
    story: 'upgraded',
    edit: 'the next release spells the template otherwise, and says so first',
    change: (history) => history.flatMap(withOtherSpelling),
    breaks: ['SS-UPD-018'],
  },
  {
    story: 'lostAmid',
    edit: 'web-0 returns at the new revision although nothing is spelled out',
    change: change('pod', ({ uid }) => uid === 'd', { revision: 'r2' }),
    breaks: ['SS-UPD-009'],
  },
  {
    story: 'pastABudget',
    edit: 'the controller asks for an eviction',
    change: change('audit', ({ uid }) => uid === 'b', { verb: 'create', subresource: 'eviction' }),
    breaks: ['SS-PDB-009', 'SS-SEC-005', 'SS-UPD-014'],
  },
  {
    story: 'restarted',
    edit: 'nobody heeds what is written into the template',
    change: redraw(
      restarted,
      'set web s1 replicas=2 m=restartedAt:noon s= n= t= | f..m',
      'request patch statefulsets web |',
      ...['pod web-1 b @n2 | f', 'pod web-1 d @n2 |', 'pod web-1 f @n2 |'],
      ...['pod web-0 a @n1 | f', 'pod web-0 c @n1 |', 'pod web-0 e @n1 |'],
    ),
    breaks: ['SS-UPD-015'],
  },
  {
    story: 'restarted',
    edit: 'all are restarted at once',
    change: redraw(
      restarted,
      'pod web-0 a @n1 | f...T-',
      'pod web-0 c @n1 rev=r2 | ......+.R...............T-',
    ),
    breaks: ['SS-UPD-002', 'SS-UPD-013', 'SS-UPD-015'],
  },
  {
    story: 'restarted',
    edit: 'the undo brings back what nobody had',
    change: change('set', ({ template, at }) => template === 'template of r1' && at > 9000, {
      template: 'else',
    }),
    breaks: ['SS-REV-001', 'SS-UPD-015'],
  },
  {
    story: 'limited',
    edit: 'whoever is not what the template says is rolled',
    change: () =>
      draw(
        ...withRows(limited, 'pod web-1 b @n2 asks=cpu=2 | f......T-'),
        'pod web-1 d @n2 asks=cpu=2 | .........+.R',
      ),
    breaks: ['SS-UPD-003', 'SS-UPD-017'],
  },
  {
    story: 'drifted',
    edit: 'nobody minds the forged label',
    change: () => draw(...withRows(drifted, FORGED, 'pod web-1 d @n2 |'), LATER),
    breaks: ['SS-STA-003', 'SS-UPD-016'],
  },
  {
    story: 'drifted',
    edit: 'the label is taken away again',
    change: (history) => history.flatMap(withoutNote),
    breaks: ['SS-UPD-016'],
  },
];

/** What a set said at its beginning, and then once more with a revision that nobody wrote. */
function withOtherSpelling(entry: Entry): History {
  if (entry.kind !== 'set') return [entry];
  const status = { ...entry.status, updateRevision: 'r9', updated: 0 };
  return [entry, { ...entry, op: 'modified', at: 6_000, rv: 900, status, seq: 9_000 }];
}

function isOf(entry: Entry, uid: string): boolean {
  return entry.kind === 'pod' && entry.uid === uid;
}

function withNewRevision(entry: Entry): Entry {
  if (entry.kind !== 'set' || entry.at < 5000) return entry;
  return { ...entry, status: { ...entry.status, updateRevision: 'r9' } };
}

/** As found, and some seconds later Terminating. */
function withRestart(entry: Entry): History {
  if (!pod('c', 'found')(entry) || entry.kind !== 'pod') return [entry];
  const taken = { ...entry, op: 'modified' as const, at: 11_000, rv: 900, deleting: 'then' };
  return [entry, { ...taken, seq: 9_000 }];
}

/** As somebody labelled it, and a second later as it was. */
function withoutNote(entry: Entry): History {
  if (entry.kind !== 'pod' || entry.labels.note === undefined) return [entry];
  const { note: _, ...labels } = entry.labels;
  return [entry, { ...entry, at: entry.at + 1000, rv: 900, labels, seq: 9_000 }];
}
