import { expect } from 'chai';
import { draw } from '../promises/drawing.ts';
import { gapsOf } from './history-gaps.ts';

const at = (second: number) => ({ clock: 'runner', at: second * 1000 });

describe('gaps', () => {
  const gaps = gapsOf(
    draw('pod web-0 a @n1 | f', 'pod web-1 b @n2 | f', 'gap runtime where=n1 | ....--'),
  );
  const runtime = { on: ['runtime'], from: at(0), to: at(9) } as const;

  it('meet what lies around them, and nothing before or after', () => {
    expect(gaps.over(runtime)).to.include({ of: 'runtime', where: 'n1' });
    expect(gaps.over({ ...runtime, to: at(3) })).to.equal(null);
    expect(gaps.over({ ...runtime, from: at(7) })).to.equal(null);
  });

  it('matter where they are', () => {
    expect(gaps.over({ ...runtime, at: ['n1', null] })).to.not.equal(null);
    expect(gaps.over({ ...runtime, at: ['n2'] })).to.equal(null);
  });

  it('matter everywhere when nobody knows where they are', () => {
    const lost = gapsOf(draw('pod web-0 a @n1 | f', 'gap runtime where=elsewhere | ....--'));
    expect(lost.over({ ...runtime, at: ['n1'] })).to.not.equal(null);
  });

  it('matter to their kind only, and lines of both kinds are read together', () => {
    expect(gaps.over({ ...runtime, on: ['pod', 'set'] })).to.equal(null);
    const beats = gapsOf(draw('gap beat | ....--'));
    expect(beats.over({ ...runtime, on: ['epoch'] })).to.not.equal(null);
    expect(gapsOf(draw('gap * | ....--')).over({ ...runtime, on: ['pod'] })).to.not.equal(null);
  });

  it('meet everything on a clock that cannot be compared', () => {
    const from = { clock: 'uptime:nobody', at: 0 };
    expect(gaps.over({ on: ['runtime'], from, to: from })).to.not.equal(null);
  });
});
