import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { expect } from 'chai';
import { buildReport } from '../build.ts';
import { expectGolden } from '../golden-file.ts';
import type { Report } from '../report.ts';
import { SAMPLE_PROMISES } from '../sample-promises.ts';
import { calmSample, interruptedSample, writeSampleRun } from '../sample-run.ts';
import { renderers } from './index.ts';
import { renderTerminal } from './terminal.ts';

const GOLDEN = new URL('../golden/', import.meta.url);
const FOLDER = 'reports/runs/20261121T040200-8c1f';

describe('the renderers', () => {
  const reports = new Map<string, Report>();
  before(async () => {
    for (const [name, change] of SAMPLES) {
      const folder = mkdtempSync(join(tmpdir(), 'steadfast-report-'));
      writeSampleRun(folder, change);
      reports.set(name, await buildReport(folder, { promises: SAMPLE_PROMISES }));
      rmSync(folder, { recursive: true });
    }
  });
  const report = (name: string) => {
    const found = reports.get(name);
    return found ?? expect.fail(`there is no sample ${name}`);
  };

  const files = { terminal: 'txt', json: 'json', junit: 'xml', markdown: 'md' };
  it('have a golden file each', () => {
    expect(Object.keys(renderers)).to.deep.equal(Object.keys(files));
  });
  for (const [format, extension] of Object.entries(files)) {
    it(`${format}: says what was reviewed`, () => {
      const text = renderers[format]?.(report('troubled')) ?? '';
      expectGolden(text, new URL(`report.${extension}`, GOLDEN));
    });
  }

  it('terminal and markdown: systems stand side by side, where there are any', () => {
    const first = { half: 300, nineOfTen: 2500, all: 4000 };
    const wait = { half: 900, nineOfTen: 61_000, all: null };
    const systems = [{ system: 'etcd', faults: 3, first, wait }];
    const words = /etcd[ |]+3[ |]+300 ms \/ 2.5 s \/ 4 s[ |]+900 ms \/ 1 min 1 s \/ not seen/;
    for (const format of ['terminal', 'markdown']) {
      expect(renderers[format]?.({ ...report('calm'), systems }), format).to.match(words);
      expect(renderers[format]?.(report('calm')), format).to.not.include('etcd');
    }
  });

  it('terminal and markdown: bands and thresholds of a load, where there was one', () => {
    const latency = { half: 3.25, nineOfTen: 48, ninetyNine: 1500, all: null };
    const load = {
      bands: [
        {
          ...{ scenario: 'web/load', since: 'kill-container', from: 1, requests: 200, failed: 5 },
          ...{ latency, errors: [{ says: 'EOF', times: 5 }] },
        },
      ],
      thresholds: [
        { ...{ scenario: 'web/load', metric: 'served', condition: 'rate>0.99' }, ...CROSSED },
      ],
    };
    const band = /200[ |]+5 \(2.5 %\)[ |]+3.3 ms \/ 48 ms \/ 1.5 s \/ -[ |]+kill-container/;
    const threshold = /crossed[ |]+served: rate(>|&gt;)0.99[ |]+0.9123[ |]+1234/;
    for (const format of ['terminal', 'markdown']) {
      const text = renderers[format]?.({ ...report('calm'), load });
      expect(text, format).to.match(band).and.match(threshold).and.include('5 x EOF');
      expect(renderers[format]?.(report('calm')), format).to.not.match(/thresholds/i);
    }
  });

  it('terminal: a narrow page, a calm run and an interrupted one say what was reviewed', () => {
    const page = (name: string, width: number) =>
      renderTerminal(report(name), { width, folder: FOLDER });
    expectGolden(page('troubled', 80), new URL('report-80-columns.txt', GOLDEN));
    expectGolden(page('calm', 100), new URL('report-calm.txt', GOLDEN));
    expectGolden(page('interrupted', 100), new URL('report-interrupted.txt', GOLDEN));
  });

  it('terminal: colour adds nothing but colour, at any width', () => {
    for (const name of reports.keys()) {
      for (const width of [1, 60, 80, 100, 300]) {
        const plain = renderTerminal(report(name), { width, folder: FOLDER });
        const coloured = renderTerminal(report(name), { width, folder: FOLDER, color: true });
        expect(coloured).not.to.equal(plain);
        expect(stripVTControlCharacters(coloured)).to.equal(plain);
      }
    }
  });

  it('terminal: keeps to its width, but for what must be copied whole', () => {
    for (const width of [60, 80, 100]) {
      const lines = renderTerminal(report('troubled'), { width, folder: FOLDER }).split('\n');
      const long = lines.filter((line) => [...line].length > width);
      const copied = /^ {2}(history|judge|source|promise) |^(report|evidence) |^ {12}/;
      expect(long.filter((line) => !copied.test(line))).to.deep.equal([]);
    }
  });

  it('terminal: begins with the verdict, and ends with where to look', () => {
    const lines = renderTerminal(report('calm')).trimEnd().split('\n');
    expect(lines[0]).to.match(/^HELD \(exit code 0\): /);
    expect(lines.at(-1)).to.match(/^evidence /);
  });

  it('none lets a control character through', () => {
    for (const render of Object.values(renderers)) {
      expect(render(report('troubled'))).not.to.match(/(?!\n)[\p{Cc}\p{Cf}]/u);
    }
  });
});

const CROSSED = { holds: false, value: 0.912345, samples: 1234 };

const SAMPLES = [
  ['troubled', {}],
  ['calm', calmSample()],
  ['interrupted', interruptedSample()],
] as const;
