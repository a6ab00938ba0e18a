import { expect } from 'chai';
import { checkLinear } from './check.ts';
import { drawnRun } from './drawing-run.ts';
import type { Model } from './model.ts';
import { counter } from './models/counter.ts';
import { register } from './models/register.ts';
import { set } from './models/set.ts';
import { BadOperation, type Operation, UNSURE } from './operation.ts';

/** Sums of all subsets of these differ, so every subset is another configuration. */
const explosive: readonly Operation[] = Array.from({ length: 40 }, (_, place) => ({
  client: place,
  key: 'sum',
  kind: 'increment',
  value: 2 ** place,
  call: place,
  return: UNSURE,
})).concat({ client: 99, key: 'sum', kind: 'read', value: 2 ** 40, call: 100, return: 101 });

const stale: readonly Operation[] = [
  { client: 1, key: 'other', kind: 'increment', value: 1, call: 0, return: 1 },
  { client: 1, key: 'other', kind: 'read', value: 0, call: 2, return: 3 },
];

describe('linear: limits', () => {
  it('says unknown and why when there is too much to remember', async () => {
    const verdict = await checkLinear(explosive, {
      model: counter,
      limits: { configurations: 500 },
    });
    expect(verdict).to.include({ outcome: 'unknown', operations: 41, parts: 1 });
    expect(verdict)
      .to.have.property('reason')
      .that.matches(/key sum: more than 500 ways/);
  });

  it('says unknown and why when it takes too long', async () => {
    const verdict = await checkLinear(explosive, { model: counter, limits: { effort: 200 } });
    expect(verdict)
      .to.have.property('reason')
      .that.matches(/no verdict after 200 steps/);
  });

  it('finds what is wrong with one key though another one is undecided', async () => {
    const both = [...explosive, ...stale];
    const verdict = await checkLinear(both, { model: counter, limits: { configurations: 500 } });
    expect(verdict).to.have.nested.property('witness.key', 'other');
  });

  it('can be cancelled, before it begins and in the middle', async () => {
    const before = await checkLinear(stale, { model: counter, signal: AbortSignal.abort() });
    expect(before).to.include({ outcome: 'unknown' });
    const stop = new AbortController();
    const limits = { configurations: 1e6, effort: 1e9 };
    const checking = checkLinear(explosive, { model: counter, signal: stop.signal, limits });
    setImmediate(() => stop.abort());
    expect(await checking).to.have.property('reason', 'key sum: the check was cancelled');
  });

  it('says unknown about nothing at all', async () => {
    expect(await checkLinear([], { model: register })).to.include({ outcome: 'unknown' });
  });

  it('refuses what cannot be judged', async () => {
    const [first] = stale;
    for (const wrong of [{ return: -2 }, { call: 5 }, { value: 'many' }, { kind: 'read it' }]) {
      const bad = [first, { ...first, ...wrong }] as Operation[];
      const refused = await checkLinear(bad, { model: counter }).catch((error: unknown) => error);
      expect(refused).to.be.instanceOf(BadOperation).with.property('at', 1);
    }
  });
});

describe('linear: long histories of objects that work', () => {
  const withoutShortcuts = <State>(model: Model<State>): Model<State> => {
    const { plain: _plain, elementOf: _elementOf, ...rest } = model;
    return rest;
  };
  const cases = [
    { title: 'a register of few values', kind: 'register', values: 4, model: register },
    { title: 'a register of distinct values', kind: 'register', values: 1e6, model: register },
    { title: 'a set', kind: 'set', values: 3, model: set },
  ] as const;
  for (const { title, kind, values, model } of cases) {
    it(`hold for ${title}, and both searches agree once a read is changed`, async () => {
      for (let seed = 0; seed < 12; seed++) {
        const run = drawnRun({ kind, values, seed: `${title} ${seed}`, clients: 5, length: 120 });
        expect(await checkLinear(run.operations, { model })).to.include({ outcome: 'held' });
        const changed = await checkLinear(run.changed, { model });
        const slow = await checkLinear(run.changed, { model: withoutShortcuts(model) });
        expect(slow.outcome).to.equal(changed.outcome);
        if (changed.outcome !== 'violated' || slow.outcome !== 'violated') continue;
        expect(changed.witness.last).to.equal(slow.witness.last);
      }
    });
  }
});
