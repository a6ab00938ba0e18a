import { tryCases } from '../try-cases.ts';
import { sumsConserved } from './sums-conserved.ts';

const START = ['subject owes=ledger', 'set web s1 | f', 'fault delete-pod | .....!'];

tryCases(sumsConserved, [
  {
    title: 'when the sum is the same after a death, through whatever member',
    rows: [...START, 'read c1 sum 800 | .!.....!', 'read c2 sum 800 member=web-1 | ........!'],
    outcome: 'held',
    trials: 2,
  },
  {
    title: 'when a transfer was cut in two',
    rows: [...START, 'read c1 sum 800 | .!', 'read c2 sum 797 member=web-1 | ........!'],
    outcome: 'violated',
    says: /web-1 shows a sum of 797 instead of 800/,
  },
  {
    title: 'when somebody sees the half of one, though nobody has died',
    rows: ['subject owes=ledger', 'read c1 sum 800 | .!', 'read c2 sum 803 | ...!'],
    outcome: 'violated',
    says: /web-0 shows a sum of 803 instead of 800/,
  },
  {
    title: 'when all accounts are gone',
    rows: [...START, 'read c1 sum 800 | .!', 'read c2 sum - | ........!'],
    outcome: 'violated',
    says: /a sum of nothing instead of 800/,
  },
  {
    title: 'when nobody was answered after the death',
    rows: [...START, 'read c1 sum 800 | .!', 'read c2 sum - | ........(..x'],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when it is no ledger',
    rows: ['subject owes=rows', 'read c1 sum 800 | .!', 'read c2 sum 803 | ...!'],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when a witness was blind to the clients',
    rows: [...START, 'gap op | ......----', 'read c1 sum 800 | .!.......!'],
    outcome: 'unknown',
    says: /cannot be judged/,
  },
]);
