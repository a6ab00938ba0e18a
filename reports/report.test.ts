import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import Ajv from 'ajv/dist/2020.js';
import { expect } from 'chai';
import { z } from 'zod';
import { buildReport } from './build.ts';
import { expectGolden } from './golden-file.ts';
import { reportSchema } from './report.ts';
import { SAMPLE_PROMISES } from './sample-promises.ts';
import { calmSample, interruptedSample, writeSampleRun } from './sample-run.ts';

const jsonSchema: unknown = JSON.parse(JSON.stringify(z.toJSONSchema(reportSchema)));

describe('the report', () => {
  it('has a JSON schema that is fresh', () => {
    const file = new URL('report.schema.json', import.meta.url);
    // Its layout belongs to the formatter, so it is compared and written by what it says.
    const stored: unknown = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
    if (isDeepStrictEqual(stored, jsonSchema)) return;
    expectGolden(`${JSON.stringify(jsonSchema, null, 2)}\n`, file);
  });

  for (const [name, change] of samples()) {
    it(`is what its schema says: ${name}`, async () => {
      const folder = mkdtempSync(join(tmpdir(), 'steadfast-report-'));
      writeSampleRun(folder, change);
      const report = await buildReport(folder, { promises: SAMPLE_PROMISES });
      rmSync(folder, { recursive: true });
      const validate = new Ajv.default({ strict: true }).compile(jsonSchema as object);
      const ofDisk: unknown = JSON.parse(JSON.stringify(report));
      expect(validate(ofDisk), JSON.stringify(validate.errors)).to.equal(true);
      expect(reportSchema.parse(ofDisk)).to.deep.equal(report);
    });
  }

  it('is refused by its schema when a word of it is not one of ours', () => {
    const validate = new Ajv.default({ strict: true }).compile(jsonSchema as object);
    expect(validate({ apiVersion: 'steadfast/v2', kind: 'ConformanceReport' })).to.equal(false);
  });
});

function samples() {
  return [
    ['a troubled run', {}],
    ['a calm run', calmSample()],
    ['an interrupted run', interruptedSample()],
  ] as const;
}
