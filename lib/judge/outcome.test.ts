import { expect } from 'chai';
import type { Level, Outcome } from '../model/promise.ts';
import { exitCodeOf, type FoldedVerdict, foldVerdicts, type RunOutcome } from './outcome.ts';

const folded = (promise: string, outcome: Outcome, owed = true): FoldedVerdict => ({
  ...{ promise, outcome, owed, trials: outcome === 'held' ? 1 : 0 },
});
const levelOf = (promise: string): Level =>
  promise.startsWith('S') ? 'SHOULD' : promise.startsWith('I') ? 'INFORMATIONAL' : 'MUST';

const held = folded('M1', 'held');
const violated = folded('M2', 'violated');
const owing = folded('M3', 'unknown');
const broken = folded('M4', 'error');

const table: readonly [string, Partial<RunOutcome> & Pick<RunOutcome, 'verdicts'>, number][] = [
  ['everything tried held', { verdicts: [held] }, 0],
  [
    'what nobody set out to try may stay unknown',
    { verdicts: [held, folded('M9', 'unknown', false)] },
    0,
  ],
  ['not applicable is not owed', { verdicts: [held, folded('M9', 'not-applicable', false)] }, 0],
  ['a promise violated', { verdicts: [held, violated] }, 1],
  [
    'violated where nobody set out to try it',
    { verdicts: [held, folded('M9', 'violated', false)] },
    1,
  ],
  ['an owed trial is unknown', { verdicts: [held, owing] }, 2],
  ['nothing was tried', { verdicts: [] }, 2],
  ['nothing held: all is not applicable', { verdicts: [folded('M9', 'not-applicable', false)] }, 2],
  ['a checker broke', { verdicts: [held, broken] }, 3],
  ['the host broke', { verdicts: [held], broke: true }, 3],
  ['a fault was left behind', { verdicts: [held], faultLeftBehind: true }, 4],
  ['1 before 3 before 2', { verdicts: [violated, broken, owing], broke: true }, 1],
  ['3 before 2', { verdicts: [broken, owing] }, 3],
  ['4 before all', { verdicts: [violated, broken, owing], broke: true, faultLeftBehind: true }, 4],
  ['a surprise that changed', { verdicts: [held, folded('I1', 'violated')] }, 0],
  [
    'a surprise that is unknown, strictly',
    { verdicts: [held, folded('I1', 'unknown')], strict: true },
    0,
  ],
  ['only a surprise held: nothing that counts did', { verdicts: [folded('I1', 'held')] }, 2],
  ['a SHOULD row violated', { verdicts: [held, folded('S1', 'violated')] }, 0],
  [
    'a SHOULD row violated, strictly',
    { verdicts: [held, folded('S1', 'violated')], strict: true },
    1,
  ],
  [
    'a SHOULD row unknown, strictly',
    { verdicts: [held, folded('S1', 'unknown')], strict: true },
    2,
  ],
];

describe('the exit code', () => {
  for (const [title, run, code] of table) {
    it(`is ${code}: ${title}`, () => {
      expect(exitCodeOf({ levelOf, ...run })).to.equal(code);
    });
  }
});

describe('folding scenarios', () => {
  const scenario = (outcome: Outcome, tried: boolean, trials = 0) => ({
    tries: tried ? ['P'] : [],
    verdicts: [{ promise: 'P', outcome, trials }],
  });
  const cases: readonly [string, ReturnType<typeof scenario>[], Outcome, boolean, number][] = [
    [
      'held is not undone by a story that never tried',
      [scenario('held', true, 2), scenario('unknown', false)],
      'held',
      true,
      2,
    ],
    [
      'held is undone by one that owed a trial',
      [scenario('held', true, 2), scenario('unknown', true)],
      'unknown',
      true,
      2,
    ],
    ['trials add up', [scenario('held', true, 2), scenario('held', false, 3)], 'held', true, 5],
    [
      'violated outweighs all',
      [scenario('held', true, 2), scenario('error', true), scenario('violated', false, 1)],
      'violated',
      true,
      3,
    ],
    [
      'an error outweighs held',
      [scenario('held', true, 2), scenario('error', false)],
      'error',
      true,
      2,
    ],
    [
      'held on one subject, not applicable on another',
      [scenario('not-applicable', true), scenario('held', true, 1)],
      'held',
      true,
      1,
    ],
    [
      'not applicable everywhere is not owed',
      [scenario('not-applicable', true)],
      'not-applicable',
      false,
      0,
    ],
    ['unknown where nobody tried', [scenario('unknown', false)], 'unknown', false, 0],
  ];
  for (const [title, scenarios, outcome, owed, trials] of cases) {
    it(title, () => {
      expect(foldVerdicts(scenarios)).to.deep.equal([{ promise: 'P', outcome, owed, trials }]);
    });
  }

  it('a trial is owed even by a scenario that left no verdicts', () => {
    const [verdict] = foldVerdicts([{ tries: ['P'], verdicts: [] }]);
    expect(verdict).to.deep.equal({ promise: 'P', outcome: 'unknown', owed: true, trials: 0 });
  });
});
