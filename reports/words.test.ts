import { expect } from 'chai';
import { oneLine, printable } from './printable.ts';
import { field, shellLines, wrap } from './render/text.ts';
import { duration, list, moment, plural, shortList, timer, times } from './words.ts';

describe('the words of a report', () => {
  it('count', () => {
    expect([0, 1, 2].map(times)).to.deep.equal(['not tried', 'tried once', 'tried 2 times']);
    expect([plural(1, 'promise'), plural(0, 'promise')]).to.deep.equal(['1 promise', '0 promises']);
    expect([list([]), list(['a']), list(['a', 'b', 'c'])]).to.deep.equal(['', 'a', 'a, b and c']);
    expect(shortList(['a', 'b', 'c', 'd'], 2)).to.equal('a, b and 2 more');
  });

  it('tell time', () => {
    const told = [12.4, 999.6, 1000, 59_940, 59_999, 60_000, 61_000, 3_599_700, 3_660_000].map(
      duration,
    );
    expect(told).to.deep.equal([
      ...['12 ms', '1 s', '1 s', '59.9 s', '1 min', '1 min', '1 min 1 s', '1 h 0 min', '1 h 1 min'],
    ]);
    expect(moment(93_600.25)).to.equal('93.600 s');
    expect(moment(1_795_233_720_000)).to.equal('04:02:00.000Z');
  });

  it('name timers', () => {
    expect(timer('nodeMonitorGraceSeconds', 12)).to.equal('node monitor grace 12 s');
    expect(timer('node-lease', 8)).to.equal('node lease 8 s');
    expect(timer('podReadyMs', 1500)).to.equal('pod ready 1.5 s');
  });

  it('spell out what would repaint a terminal or break an XML file', () => {
    expect(printable('a\x1b[31m\x00\u202e\ufffe\ud800b\nc')).to.equal(
      'a\\x1b[31m\\x00\\u{202e}\\u{fffe}\\u{d800}b\nc',
    );
    expect(oneLine(' a\n  b\r\n\tc ')).to.equal('a | b | c');
    expect(printable('Grüße, 日本語 🙂')).to.equal('Grüße, 日本語 🙂');
  });
});

describe('the text of a page', () => {
  it('breaks at spaces, keeps indents that fit and words that do not', () => {
    expect(wrap('one two three', 8)).to.deep.equal(['one two', 'three']);
    expect(wrap('  last seen  x\nab abcdefghij', 14)).to.deep.equal([
      '  last seen  x',
      'ab abcdefghij',
    ]);
    expect(wrap('a abcdefghij b', 5)).to.deep.equal(['a', 'abcdefghij', 'b']);
    expect(field('name', 'one two', { name: 6, width: 10 })).to.deep.equal([
      'name  one',
      '      two',
    ]);
  });

  it('breaks a command so that it stays one command', () => {
    const command = 'steadfast run a/b --seed 8c1f --provider kind --timers short';
    for (const width of [20, 40, 60, 100]) {
      const lines = shellLines(command, width);
      expect(lines.join('\n').replace(/ \\\n +/g, ' ')).to.equal(command);
    }
    expect(shellLines(command, 40)[0]).to.equal('steadfast run a/b --seed 8c1f \\');
  });
});
