import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { packageFolder } from '../support/paths.ts';

const run = promisify(execFile);
const main = join(packageFolder(), 'lib', 'bench', 'main.ts');

const WRITE = '{"client":1,"key":"k","kind":"write","value":1,"call":0,"return":1}';
const STALE = '{"client":2,"key":"k","kind":"read","value":null,"call":2,"return":3}';
const RENAMED = '{"client":2,"key":"k","kind":"rename","value":1,"call":2,"return":3}';
const BACKWARDS = '{"client":2,"key":"k","kind":"read","value":1,"call":3,"return":2}';

interface Case {
  readonly title: string;
  readonly lines: readonly string[];
  readonly more?: readonly string[];
  readonly code: number;
  readonly says: RegExp;
}

/** Each of them starts a process, so they are few: every exit code once, and the two bad lines. */
const CASES: readonly Case[] = [
  {
    title: 'held',
    lines: [WRITE],
    code: 0,
    says: /^HELD .*linearizable\nhistory .*\nread .*\ncheck .* a second\nmemory .* MB/,
  },
  {
    title: 'violated',
    lines: [WRITE, STALE],
    code: 1,
    says: /^VIOLATED .*key k .*\n {2}at {8}line 2: read null by client 2.*line 1: write 1.*history /s,
  },
  { title: 'unknown', lines: [''], code: 2, says: /^UNKNOWN .*no operations/ },
  {
    title: 'a bad line',
    lines: [WRITE, BACKWARDS],
    code: 64,
    says: /history\.jsonl, line 2: return \(2\) is before call/,
  },
  {
    title: 'a strange kind',
    lines: [WRITE, '', RENAMED],
    code: 64,
    says: /line 3: kind "rename" is none of the model register: read, write, cas/,
  },
  {
    title: 'a strange model',
    lines: [WRITE],
    more: ['--model', 'queue'],
    code: 64,
    says: /no model queue.*register, set, counter, lock, single-owner/s,
  },
];

describe('npm run bench -- linear', () => {
  let folder = '';
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'steadfast-bench-'));
  });
  after(() => rmSync(folder, { recursive: true }));

  it('answers with the verdict, the figures and the exit code', async () => {
    await Promise.all(
      CASES.map(async ({ title, lines, more = [], code, says }, place) => {
        const file = join(folder, `${place}-history.jsonl`);
        writeFileSync(file, lines.join('\n'));
        const answer = await answerOf(['linear', file, ...more]);
        expect(answer.code, title).to.equal(code);
        // Results go to stdout, complaints to stderr, and never both.
        expect(code === 64 ? answer.stderr : answer.stdout, title).to.match(says);
        expect(code === 64 ? answer.stdout : answer.stderr, title).to.equal('');
      }),
    );
  });
});

async function answerOf(args: readonly string[]) {
  try {
    return { code: 0, ...(await run(process.execPath, [main, ...args])) };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, stdout, stderr };
  }
}
