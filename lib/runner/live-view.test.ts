import { expect } from 'chai';
import type { Entry } from '../model/entry.ts';
import type { Notebook } from '../witness/notebook.ts';
import { liveView, ordinalOf } from './live-view.ts';

function notebook() {
  const listeners: ((entry: Entry) => void)[] = [];
  const book = {
    entries: [],
    onEntry(listener: (entry: Entry) => void) {
      listeners.push(listener);
      return () => {};
    },
  } as unknown as Notebook;
  const pod = (op: string, uid: string, rv: number, ready = false) => {
    const entry = { kind: 'pod', op, uid, name: 'web-0', rv, ready, containers: [] };
    for (const listener of listeners) listener(entry as unknown as Entry);
  };
  return { book, pod };
}

describe('live view', () => {
  it('keeps the newest word on every object, and both of two incarnations', () => {
    const { book, pod } = notebook();
    const view = liveView(book, 'web');
    pod('added', 'a', 10);
    pod('modified', 'a', 12, true);
    pod('modified', 'a', 11);
    expect(view.member(0)?.ready).to.equal(true);
    pod('added', 'b', 20);
    expect(view.members().map((member) => member.pod.uid)).to.deep.equal(['a', 'b']);
    pod('deleted', 'a', 21);
    expect(view.member(0)?.uid).to.equal('b');
  });

  it('wakes those who wait for a change', async () => {
    const { book, pod } = notebook();
    const view = liveView(book, 'web');
    const changed = view.changed();
    pod('added', 'a', 1);
    await changed;
  });

  it('reads an ordinal as the controller writes it', () => {
    expect(ordinalOf('web-10', 'web')).to.equal(10);
    expect(ordinalOf('web-01', 'web')).to.equal(null);
    expect(ordinalOf('webs-1', 'web')).to.equal(null);
    expect(ordinalOf('web-x', 'web')).to.equal(null);
  });
});
