import { expect } from 'chai';
import { draw } from '../promises/drawing.ts';
import { ordinalIn, subjectOf } from './history.ts';
import { cutsOf, ledgerOf } from './history-faults.ts';
import { incarnationsOf, statesDuring, successionsOf } from './timeline.ts';
import { livesBySlot } from './timeline-lives.ts';
import { linesOf } from './timeline-volumes.ts';

describe('timelines', () => {
  it('tell the ordinal of a name, and that a name is none of the set', () => {
    expect(ordinalIn('web', 'web-10')).to.equal(10);
    for (const name of ['web-01', 'web-x', 'web', 'my-web-1', 'web-1-2', 'web-']) {
      expect(ordinalIn('web', name), name).to.equal(null);
    }
  });

  it('keep incarnations of one ordinal apart by uid, across sets of one name', () => {
    const history = draw(
      'pod web-0 a @n1 | f.T-',
      'pod web-0 b @n2 of=s2 | ....+.R',
      'pod web-1 c @n2 of=s2 | ........+',
    );
    expect(successionsOf(history).map(([old, fresh]) => old.uid + fresh.uid)).to.deep.equal(['ab']);
    const [first] = incarnationsOf(history);
    expect(first).to.include({ pod: 'web-0', ordinal: 0, setUid: 's1', node: 'n1', born: null });
    expect(first?.deleting?.at).to.equal(2000);
    expect(first?.gone?.at).to.equal(3000);
  });

  it('order the states of an object by its versions and not by their arrival', () => {
    const history = draw('pod web-0 a @n1 | +PRT-');
    const shuffled = [...history].reverse();
    expect(incarnationsOf(shuffled)).to.deep.equal(incarnationsOf(history));
  });

  it('know which states were the newest at some moment of a stretch', () => {
    const states = [1, 4, 6, 9].map((second) => ({ at: second * 1000 }));
    expect(statesDuring(states, 5000, 7000)).to.deep.equal([{ at: 4000 }, { at: 6000 }]);
    expect(statesDuring(states, 0, 500)).to.deep.equal([]);
  });

  it('read each line of a volume once, as it was found last', () => {
    const history = draw('beat web-0 a @n1 | Exx');
    const again = history.map((entry) =>
      entry.kind === 'beat' ? { ...entry, intact: false } : entry,
    );
    const lines = linesOf([...history, ...again]);
    expect(lines.map(({ kind, intact }) => `${kind} ${intact}`)).to.deep.equal([
      'epoch true',
      'beat false',
      'beat false',
    ]);
  });

  it('put lives into the slot that the API, the name or the lines give them', () => {
    const history = draw(
      'pod web-0 a @n1 | f',
      'run web-0 a @n1 | f',
      'run web-1 b @n2 | f',
      'beat web-2 c @n3 | E',
      'run steadfast-probe p @n3 | f',
    );
    expect([...livesBySlot(history).keys()]).to.deep.equal(['web-0', 'web-1', 'web-2']);
  });

  it('tell when a node was proved to be cut off, and when the proof ends', () => {
    const [cut, ...more] = cutsOf(draw('fault split-node-network node=n1 | .i.<.<..u.>'));
    expect(more).to.be.empty;
    expect([cut?.inForce.at, cut?.end?.at, cut?.undone?.at]).to.deep.equal([3000, 8000, 10_000]);
    expect(cutsOf(draw('fault split-node-network node=n1 | .i..x..u>'))).to.be.empty;
    expect(cutsOf(draw('fault delete-pod node=n1 | .!'))).to.be.empty;
  });

  it('find an excuse only for the promise and the pod that it was entered for', () => {
    const ledger = ledgerOf(draw('fault delete-pod-by-force excuses=SS-AMO-001 uids=a | !'));
    expect(ledger.excuse(['SS-AMO-001'], ['x', 'a'])).to.include({ phase: 'struck' });
    expect(ledger.excuse(['SS-AMO-012'], ['a'])).to.equal(null);
    expect(ledger.excuse(['SS-AMO-001'], ['b'])).to.equal(null);
  });

  it('read what the first step says, and make do with less', () => {
    expect(subjectOf([])).to.equal(null);
    const subject = subjectOf(draw('subject tries=SS-AMO-001,SS-STO-004 capabilities=audit-log'));
    expect(subject).to.deep.include({ set: 'web', tries: ['SS-AMO-001', 'SS-STO-004'] });
    expect(subject?.capabilities).to.deep.equal(['audit-log']);
  });
});
