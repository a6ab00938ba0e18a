import type { History } from '../../model/entry.ts';
import { change, type Mutation, shift } from '../drawn-edits.ts';
import { redraw } from '../redraw.ts';
import { introducedRows } from './drawn-stories.ts';

const { introduced } = introducedRows;

export const applicationMutations: readonly Mutation[] = [
  {
    story: 'application',
    edit: 'the member that crashed finds one record less',
    change: change('epoch', ({ uid, foundN }) => uid === 'a' && foundN === 2, { foundN: 1 }),
    breaks: ['SS-APP-001', 'SS-STO-004'],
  },
  {
    story: 'application',
    edit: 'the member that was deleted finds one record less',
    change: change('epoch', ({ uid }) => uid === 'b', { foundN: 4 }),
    breaks: ['SS-APP-001', 'SS-APP-010', 'SS-STO-004'],
  },
  {
    story: 'application',
    edit: 'after the full stop one member finds nothing',
    change: change('epoch', ({ uid }) => uid === 'd', { foundN: 0 }),
    breaks: ['SS-APP-001', 'SS-APP-006', 'SS-STO-004'],
  },
  {
    story: 'application',
    edit: 'the old web-0 still writes when the new one does',
    change: shift('beat', ({ uid, n }) => uid === 'a' && n === 5, 6000),
    breaks: ['SS-AMO-001', 'SS-AMO-012', 'SS-APP-002'],
  },
  {
    story: 'servedFile',
    edit: 'after the crash another file is served',
    change: change('op', ({ number, op }) => number === 2 && op === 'ok', { value: 'who-1' }),
    breaks: ['SS-APP-013'],
  },
  {
    story: 'servedFile',
    edit: 'in the end no file is served',
    change: change('op', ({ number, op }) => number === 3 && op === 'ok', { value: null }),
    breaks: ['SS-APP-013'],
  },
  {
    story: 'register',
    edit: 'a reader behind the split sees what was overwritten, and nobody reads again',
    change: change(
      'op',
      ({ value, op, does }) => value === 'three' && op === 'ok' && does === 'read',
      {
        value: 'one',
      },
    ),
    breaks: ['SS-APP-011', 'SS-APP-012'],
  },
  {
    story: 'register',
    edit: 'the first reader finds nothing yet',
    change: change(
      'op',
      ({ key, op, does, at }) => key === 'k' && op === 'ok' && does === 'read' && at < 9000,
      {
        value: null,
      },
    ),
    breaks: ['SS-APP-012'],
  },
  {
    story: 'rows',
    edit: 'an acknowledged row is gone',
    change: change(
      'op',
      ({ value, does, op }) => value === 'one' && does === 'read' && op === 'ok',
      {
        value: null,
      },
    ),
    breaks: ['SS-APP-011'],
  },
  {
    story: 'rows',
    edit: 'an acknowledged row holds what nobody wrote',
    change: change(
      'op',
      ({ value, does, op }) => value === 'one' && does === 'read' && op === 'ok',
      {
        value: 'else',
      },
    ),
    breaks: ['SS-APP-011'],
  },
  {
    story: 'rows',
    edit: 'the neighbour is asked again much later, and still has nothing',
    change: (history) =>
      shift(
        'op',
        ({ member, at }) => member === 'web-1' && at > 12_000,
        90_000,
      )(
        change('op', ({ value, does }) => value === 'three' && does === 'read', { value: null })(
          history,
        ),
      ),
    breaks: ['SS-APP-003'],
  },
  {
    story: 'numbered',
    edit: 'the new leader gives a number that the old one had given',
    change: change('op', ({ place }) => place === 8, { place: 4 }),
    breaks: ['SS-APP-014'],
  },
  {
    story: 'numbered',
    edit: 'the new leader goes back to a lower number that nobody was given',
    change: change('op', ({ place }) => place === 8, { place: 5 }),
    breaks: ['SS-APP-014'],
  },
  {
    story: 'ledger',
    edit: 'somebody behind the split is shown the half of a transfer',
    change: change(
      'op',
      ({ member, key, op }) => member === 'web-2' && key === 'sum' && op === 'ok',
      {
        value: '797',
      },
    ),
    breaks: ['SS-APP-015'],
  },
  {
    story: 'ledger',
    edit: 'an acknowledged transfer is gone',
    change: change('op', ({ key, does, op }) => key === 'r1' && does === 'read' && op === 'ok', {
      value: null,
    }),
    breaks: ['SS-APP-011'],
  },
  {
    story: 'load',
    edit: 'readers were served too seldom',
    change: change('threshold', ({ metric }) => metric === 'served', { holds: false, value: 0.9 }),
    breaks: ['SS-APP-016'],
  },
  {
    story: 'load',
    edit: 'answers took too long',
    change: change('threshold', ({ metric }) => metric !== 'served', { holds: false, value: 900 }),
    breaks: ['SS-APP-016'],
  },
  {
    story: 'accepting',
    edit: 'nobody is told that anything is done',
    change: change('op', ({ op }) => op === 'ok', { op: 'unsure' }),
    breaks: ['SS-APP-017'],
  },
  {
    story: 'introduced',
    edit: 'all are started at once',
    change: redraw(introduced, 'pod web-1 b @n2 | .+.......R', 'pod web-2 c @n3 | .+............R'),
    breaks: ['SS-APP-004', 'SS-ORD-001', 'SS-ORD-002'],
  },
  {
    story: 'introduced',
    edit: 'nobody answers under the name of web-0',
    change: change('op', ({ podUid }) => podUid === 'b', { op: 'missed' }),
    breaks: ['SS-APP-004'],
  },
  {
    story: 'quorum',
    edit: 'web-1 is taken while web-2 is still on its way',
    change: takenTogether,
    breaks: ['SS-APP-005', 'SS-UPD-002'],
  },
];

/** The next member goes 14 s sooner, and what it had to write then was never written. */
function takenTogether(history: History): History {
  return history.flatMap((entry) => {
    if (entry.kind === 'pod' && entry.uid === 'b' && entry.op !== 'found') {
      return [{ ...entry, at: entry.at - 14_000 }];
    }
    const isLost = entry.kind === 'beat' && entry.uid === 'b' && entry.n > 6;
    return isLost ? [] : [entry];
  });
}
