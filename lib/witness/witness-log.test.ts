import { expect } from 'chai';
import { readWitnessLog } from './witness-log.ts';

// Real lines of one volume: a writer that ended, then two that ran at once.
const FIRST = [
  'E 0 3764670 18ffe251 web vm u1 n1 vm empty - 49fc9eb780131fa3',
  'B 1 3764760 18ffe251 web vm u1 n1 vm beat 49fc9eb780131fa3 a55a27c24cf6444d',
  'B 2 3764880 18ffe251 web vm u1 n1 vm beat a55a27c24cf6444d a4f60615b5588609',
  'B 3 3764990 18ffe251 web vm u1 n1 vm beat a4f60615b5588609 921e6d705dd21e28',
];
const BOTH = [
  'E 10 3765970 18ffe251 web vm u1 n1 vm whole 3d85b7c814e52152 b0a349b72c76fe38',
  'E 10 3765980 18ffe251 web vm u2 n1 vm whole 3d85b7c814e52152 fd09727d5f416f83',
  'B 11 3765990 18ffe251 web vm u1 n1 vm beat b0a349b72c76fe38 992ba22d702b23c1',
  'B 11 3766000 18ffe251 web vm u2 n1 vm beat fd09727d5f416f83 43d32564fc593fe7',
  'B 12 3766120 18ffe251 web vm u2 n1 vm beat 43d32564fc593fe7 638624879514e853',
  'B 12 3766120 18ffe251 web vm u1 n1 vm beat 992ba22d702b23c1 672f7e4f50efd508',
];
// The record on which both of them started.
const LAST = 'T 10 3765770 18ffe251 web vm u1 n1 vm beat 5f99759a09fbb31d 3d85b7c814e52152';

const logOf = (...lines: string[]) => `${lines.join('\n')}\n`;
const intact = (text: string) => readWitnessLog(text).lines.map((line) => line.intact);

describe('a volume’s log', () => {
  it('is intact when every line follows and every digest is right', () => {
    const { lines, cut } = readWitnessLog(logOf(...FIRST));
    expect(lines.map(({ kind, n, intact }) => [kind, n, intact])).to.deep.equal([
      ['epoch', 0, true],
      ['beat', 1, true],
      ['beat', 2, true],
      ['beat', 3, true],
    ]);
    expect(cut).to.equal(0);
  });

  it('keeps the chains of two writers apart, however they interleave', () => {
    // The head of u1 is unknown here but for its last record, which is enough for what follows.
    const [, ...after] = intact(logOf(LAST, ...BOTH));
    expect(after).to.deep.equal([true, true, true, true, true, true]);
  });

  it('shows a record that was lost from the middle', () => {
    const [one = '', two = '', , four = ''] = FIRST;
    expect(intact(logOf(one, two, four))).to.deep.equal([true, true, false]);
  });

  it('shows a record that was changed, and only that one', () => {
    const [one = '', two = '', three = '', four = ''] = FIRST;
    const changed = two.replace('n1', 'n2');
    expect(intact(logOf(one, changed, three, four))).to.deep.equal([true, false, true, true]);
  });

  it('shows a start on a record that is not there', () => {
    const [start = ''] = BOTH;
    expect(intact(logOf(...FIRST, start)).at(-1)).to.equal(false);
  });

  it('counts a line that was cut and goes on with the chain behind it', () => {
    const [one = '', two = '', three = ''] = FIRST;
    const { lines, cut } = readWitnessLog(logOf(one, two, 'B 2 37648', three));
    expect(lines.map((line) => line.intact)).to.deep.equal([true, true, true]);
    expect(cut).to.equal(1);
  });

  it('leaves a line alone that has not ended yet', () => {
    const [one = '', two = ''] = FIRST;
    const { lines, cut } = readWitnessLog(`${one}\n${two.slice(0, 40)}`);
    expect(lines).to.have.length(1);
    expect(cut).to.equal(0);
  });

  it('gives an ordinal to no hostname that has none', () => {
    expect(readWitnessLog(logOf(...FIRST)).lines[0]?.ordinal).to.equal(-1);
  });
});
