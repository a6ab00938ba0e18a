import { expect } from 'chai';
import { parseReading } from './measure-clocks.ts';
import { parseBoot } from './node-boots.ts';

const STAT =
  '1 (systemd (init)) S 0 1 1 0 -1 4194560 9315 401886 98 1212 37 92 1371 1083 20 0 1 0 385533 22040576 2856 18446744073709551615';

describe('a node’s boot', () => {
  it('is read from its kernel and its first process, whatever that is called', () => {
    const text = `18ffe251-07a2-4c01-b35d-d8e5db6e6cc7\n5130.71 9000.10\n${STAT}\n100\n`;
    expect(parseBoot('worker', text)).to.deep.equal({
      node: 'worker',
      kernel: '18ffe251',
      startedAt: 3855330,
      readAt: 5130710,
    });
  });

  it('is unknown when the answer was cut', () => {
    expect(parseBoot('worker', '18ffe251-07a2-4c01-b35d-d8e5db6e6cc7\n5130.71 9000.10\n')).to.equal(
      null,
    );
    expect(parseBoot('worker', '')).to.equal(null);
  });
});

describe('a reading of clocks', () => {
  it('is in milliseconds', () => {
    const text = '18ffe251-07a2-4c01-b35d-d8e5db6e6cc7\n5130.71 9000.10\n1795247887848680000\n';
    expect(parseReading(text)).to.deep.equal({
      kernel: '18ffe251',
      uptime: 5130710,
      wall: 1795247887848.68,
    });
  });

  it('is none when the answer was cut', () => expect(parseReading('18ffe251\n')).to.equal(null));
});
