import { expect } from 'chai';
import { draw } from '../drawing.ts';
import { tryCases } from '../try-cases.ts';
import { attachedOnce } from './attached-once.ts';

const FIRST = 'attachment va1 v1 @n1 vol=pv | f..-';
const BESIDE = ['attachment va1 v1 @n1 vol=pv | f.......-', 'attachment va2 v2 @n2 vol=pv | ...+'];

tryCases(attachedOnce, [
  {
    title: 'when it is detached from one node and then attached to another',
    rows: [FIRST, 'attachment va2 v2 @n2 vol=pv | .....+'],
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when it is attached to both',
    rows: BESIDE,
    outcome: 'violated',
    says: /pv was attached to n1 and n2/,
  },
  {
    title: 'when the first node was not well',
    rows: ['node n1 k1 | f.N', ...BESIDE],
    outcome: 'held',
  },
  {
    title: 'when its claim is for many nodes',
    rows: ['claim data-web-0 c0 vol=pv mode=ReadWriteMany | f', ...BESIDE],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when it is attached once, and goes nowhere',
    rows: ['attachment va1 v1 @n1 vol=pv | +'],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when nobody watched the attachments',
    rows: [FIRST, 'attachment va2 v2 @n2 vol=pv | .....+', 'gap attachment | .--'],
    outcome: 'unknown',
  },
]);

describe('attachments that tell no two volumes apart', () => {
  it('are none of its business: those of inline volumes name none', () => {
    const inline = draw(...BESIDE).map((entry) =>
      entry.kind === 'attachment' ? { ...entry, volume: null } : entry,
    );
    expect(attachedOnce.check(inline)).to.include({ trials: 0 });
    expect(attachedOnce.check(inline).violations).to.deep.equal([]);
  });

  it('begin with one that is asked for and not there yet, which is no handover', () => {
    const [asked, ...rest] = draw('attachment va1 v1 @n1 vol=pv | +..+');
    const history = [{ ...asked, attached: false }, ...rest] as typeof rest;
    expect(attachedOnce.check(history).trials).to.equal(0);
  });
});
