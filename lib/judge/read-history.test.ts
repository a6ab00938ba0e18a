import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { draw } from '../promises/drawing.ts';
import { HarnessError, UsageError } from '../support/errors.ts';
import { compareVerdicts } from './compare-verdicts.ts';
import { judgeFolder, writeVerdicts } from './judge-folder.ts';
import { readHistory } from './read-history.ts';

const history = draw(
  'subject tries=SS-AMO-001',
  'pod web-0 a @n1 | f.T-',
  'pod web-0 b @n2 | ....+.R',
  'run web-0 a @n1 | f..]',
  'run web-0 b @n2 | .....[',
);
const lines = history.map((entry) => JSON.stringify(entry));
const text = `${lines.join('\n')}\n`;

describe('reading a history', () => {
  let folder = '';
  const file = () => join(folder, 'history.jsonl');
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'steadfast-judge-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('gives back what was written', () => {
    writeFileSync(file(), text);
    expect(readHistory(file())).to.deep.equal({ history, cut: null });
  });

  it('leaves out a last line that was cut off, and says where', () => {
    const whole = text.slice(0, -1);
    const last = Buffer.byteLength(`${lines.slice(0, -1).join('\n')}\n`);
    for (const bytes of [last + 1, last + 20, whole.length - 1]) {
      writeFileSync(file(), whole.slice(0, bytes));
      const { history: read, cut } = readHistory(file());
      expect(read).to.deep.equal(history.slice(0, -1));
      expect(cut).to.include({ entries: history.length - 1, byte: last });
      expect(cut?.says).to.match(/judged up to entry \d+, byte \d+/);
    }
  });

  it('keeps a last line that only lacks its end of line', () => {
    writeFileSync(file(), text.slice(0, -1));
    expect(readHistory(file())).to.deep.equal({ history, cut: null });
  });

  it('refuses a line that is broken anywhere else, and names it', () => {
    const broken: readonly [string, string, RegExp][] = [
      ['no JSON', '{"seq":3,', /line 4.*\n.*JSON/],
      [
        'a field of the wrong kind',
        lines[3]?.replace('"ready":true', '"ready":"yes"') ?? '',
        /ready/,
      ],
      ['an unknown kind', '{"seq":3,"kind":"rumour"}', /kind/],
      ['a line that was taken out', lines[4] ?? '', /seq 4 where 3 was due/],
    ];
    for (const [title, line, says] of broken) {
      writeFileSync(file(), `${lines.toSpliced(3, 1, line).join('\n')}\n`);
      expect(() => readHistory(file()), title).to.throw(HarnessError, says);
    }
  });

  it('finds nothing to judge in a folder without a history', () => {
    expect(() => judgeFolder(folder)).to.throw(UsageError, /holds no history.jsonl/);
    expect(() => judgeFolder(join(folder, 'nowhere'))).to.throw(UsageError, /no such folder/);
  });

  it('judges a run and its scenario alike, byte for byte, wherever they are', async () => {
    for (const name of ['b', 'a']) {
      mkdirSync(join(folder, name));
      writeFileSync(join(folder, name, 'history.jsonl'), text);
    }
    const judged = await writeVerdicts(folder);
    expect(judged.map((one) => one.folder)).to.deep.equal(
      ['a', 'b'].map((name) => join(folder, name)),
    );
    const stored = (name: string) => readFileSync(join(folder, name, 'verdicts.json'), 'utf8');
    expect(stored('a')).to.equal(stored('b'));
    expect(stored('a')).to.match(/\n$/);
    expect(JSON.parse(stored('a'))).to.deep.include({
      ...{ schema: 'steadfast/verdicts/v1', scenario: 'drawn', cut: null },
      ...{ entries: history.length, tries: ['SS-AMO-001'] },
    });
    const before = stored('a');
    await writeVerdicts(join(folder, 'a'));
    expect(stored('a')).to.equal(before);
  });

  it('says what differs from what is stored', async () => {
    writeFileSync(file(), text);
    expect(compareVerdicts(folder)[0]).to.deep.include({
      same: false,
      differences: ['nothing was stored'],
    });
    await writeVerdicts(folder);
    expect(compareVerdicts(folder)[0]).to.deep.include({ same: true, differences: [] });
    const verdicts = join(folder, 'verdicts.json');
    writeFileSync(verdicts, readFileSync(verdicts, 'utf8').replace('"held"', '"violated"'));
    const [changed] = compareVerdicts(folder);
    expect(changed?.same).to.equal(false);
    expect(changed?.differences).to.have.length(1);
    expect(changed?.differences[0]).to.match(/^SS-AMO-001: violated after 1 trials, is now held/);
  });
});
