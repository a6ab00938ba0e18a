import { expect } from 'chai';
import { withEdits } from '../../model/api-probe.ts';
import type { EntryOf, History } from '../../model/entry.ts';
import { draw } from '../drawing.ts';
import { change, renumbered, without } from '../drawn-edits.ts';
import { promises } from '../index.ts';
import { checked } from '../try-cases.ts';
import { answerAsDue, validationStories } from './drawn-stories.ts';
import { validationProbes, validationPromises } from './index.ts';

const { validation = [] } = validationStories;

describe('what is asked about the API', () => {
  it('has a name of its own for each question, and promises that exist', () => {
    const names = validationProbes.map(({ name }) => name);
    expect(new Set(names).size).to.equal(names.length);
    const known = new Set(promises.map(({ id }) => id));
    for (const { name, promises: ids } of validationProbes) {
      for (const id of ids) expect(known.has(id), `${name} is about ${id}`).to.equal(true);
    }
  });

  for (const { id } of validationPromises) {
    it(`has something to ask about ${id}`, () => {
      expect(validationProbes.some(({ promises: ids }) => ids.includes(id))).to.equal(true);
      expect(check(id, validation)).to.deep.include({ violations: [], doubts: [] });
    });
  }

  it('edits a copy, and makes what is missing on the way', () => {
    const set = { spec: { replicas: 1, list: [{ a: 1 }] } };
    const edited = withEdits(set, { 'spec.replicas': null, 'spec.new.b': 2, 'spec.list.0.a': 3 });
    expect(edited).to.deep.equal({ spec: { list: [{ a: 3 }], new: { b: 2 } } });
    expect(set).to.deep.equal({ spec: { replicas: 1, list: [{ a: 1 }] } });
  });
});

describe('an answer of the API', () => {
  it('that never came is a trial owed', () => {
    const mute = without((entry) => entry.kind === 'request' && entry.probe === 'negative-start');
    expect(check('SS-VAL-006', mute(validation)).doubts).to.have.length(1);
    const broken = answered('negative-start', { code: 503, says: 'try again' });
    expect(check('SS-VAL-006', broken)).to.deep.include({ trials: 3, violations: [] });
    expect(check('SS-VAL-006', broken).doubts).to.have.length(1);
  });

  it('must be about the field that is wrong', () => {
    const other = answered('negative-start', { says: 'metadata.labels: too long' });
    expect(check('SS-VAL-006', other).violations[0]?.says).to.match(/without a word on spec\.ord/);
  });

  it('that refuses must leave the set as it was', () => {
    const changed = answered('other-service-name', { facts: { unchanged: false } });
    expect(check('SS-VAL-001', changed).violations[0]?.says).to.match(/changed all the same/);
  });

  it('is not owed by a version that came before the promise', () => {
    const old = renumbered([
      ...draw('subject kubernetes=1.33.1'),
      ...validationProbes.map(answerAsDue),
    ]);
    const accepting = change('request', isAbout('pod-template-without-containers'), { code: 200 });
    expect(check('SS-VAL-012', accepting(old))).to.deep.include({ trials: 0, violations: [] });
  });
});

function check(id: string, history: History) {
  const promise = promises.find((candidate) => candidate.id === id);
  return promise ? checked(promise, history) : { trials: 0, violations: [], doubts: [] };
}

function answered(probe: string, fields: Partial<EntryOf<'request'>>): History {
  return change('request', isAbout(probe), fields)(validation);
}

function isAbout(probe: string) {
  return (entry: EntryOf<'request'>) => entry.probe === probe;
}
