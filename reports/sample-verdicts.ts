import type { Outcome, RecordedFinding, Verdict } from '../lib/model/promise.ts';
import { SAMPLE_PROMISES } from './sample-promises.ts';

type Said = Partial<Pick<Verdict, 'reason' | 'violations' | 'doubts' | 'excused'>>;

const TWICE =
  'web-1 ran twice for 3214 ms: incarnation a1b2c3d4 on worker2 still wrote ' +
  'after incarnation e5f6a7b8 had started on worker3';

/** What was judged of each sample scenario: every outcome comes up, and every kind of note. */
export const SAMPLE_VERDICTS: Readonly<Record<string, readonly Verdict[]>> = {
  'ordering/ordered-start': verdicts({
    'SS-IDN-001': ['held', 41],
    'SS-ORD-001': ['held', 6],
    'SS-ORD-015': [
      'violated',
      1,
      { violations: [finding('web-2 was deleted although only web-1 was asked for', [1, 2])] },
    ],
  }),
  'network-split/cut-off-node': verdicts({
    'SS-AMO-001': [
      'violated',
      3,
      { violations: [finding(TWICE, [3, 4, 5, 6]), finding('web-1 ran twice again', [6])] },
    ],
    'SS-AMO-002': ['held', 1],
    'SS-IDN-001': ['held', 9],
    'SS-STO-004': [
      'unknown',
      2,
      { doubts: [finding('nobody saw what web-1 wrote between 97.0 s and 101.3 s', [7])] },
    ],
  }),
  'network-split/force-delete-behind-a-split': verdicts({
    'SS-AMO-001': [
      'held',
      2,
      { excused: [finding('web-1 ran twice for 7311 ms, as a force delete allows', [0, 1, 2])] },
    ],
    'SS-AMO-007': ['held', 1],
    'SS-IDN-001': ['held', 7],
    'SS-STO-004': ['held', 3],
  }),
  'storage/killed-mid-write': verdicts({ 'SS-IDN-001': ['held', 3] }),
  'update/lost-below-a-canary': verdicts({
    'SS-IDN-001': ['held', 8],
    'SS-ORD-001': ['held', 3],
    'SS-UPD-009': [
      'violated',
      1,
      { violations: [finding('web-0 came back at the old revision web-7d9f', [1, 2])] },
    ],
  }),
};

function finding(says: string, evidence: readonly number[]): RecordedFinding {
  return { says, evidence };
}

function verdicts(
  told: Readonly<Record<string, readonly [Outcome, number, Said?]>>,
): readonly Verdict[] {
  return SAMPLE_PROMISES.map(({ id }) => {
    const none = { reason: null, violations: [], doubts: [], excused: [] };
    if (id === 'SS-STO-015') {
      const reason = 'local volumes are never attached (the subject lacks shared-storage)';
      return { promise: id, outcome: 'not-applicable', trials: 0, ...none, reason };
    }
    const [outcome, trials, said] = told[id] ?? ['unknown', 0];
    return { promise: id, outcome, trials, ...none, ...said };
  });
}
