import { expect } from 'chai';
import { entriesOfLine } from './lines.ts';

const TIME = '2026-11-22T08:31:05.242602826Z';
const at = (time: number) => time - Date.parse('2026-11-22T08:31:00Z');
const entries = (line: object | string) =>
  entriesOfLine(typeof line === 'string' ? line : JSON.stringify(line), at);

function point(metric: string, value: number, tags?: Record<string, string>) {
  return { metric, type: 'Point', data: { time: TIME, value, ...(tags ? { tags } : {}) } };
}

describe('the lines of k6', () => {
  it('are samples with their tags, dated on the clock of the one who reads', () => {
    const tags = { member: 'nginx-0', status: '200', expected_response: 'true' };
    expect(entries(point('http_req_duration', 8.409791, tags))).to.deep.equal([
      {
        ...{ kind: 'sample', by: 'k6', at: 5242, metric: 'http_req_duration' },
        ...{ value: 8.409791, tags },
      },
    ]);
    expect(entries(point('served', 1))[0]).to.include({ metric: 'served', value: 1 });
  });

  it('are left out where they say what others say, or only what a metric is', () => {
    for (const metric of ['http_reqs', 'http_req_waiting', 'vus', 'data_sent', 'iterations']) {
      expect(entries(point(metric, 1)), metric).to.deep.equal([]);
    }
    const metric = { type: 'Metric', metric: 'served', data: { name: 'served', type: 'rate' } };
    expect(entries(metric)).to.deep.equal([]);
  });

  it('end with a summary, which has what became of each threshold', () => {
    const rate = { rate: 0.5, passes: 3, fails: 3 };
    const trend = { 'p(95)': 12.5, count: 4, avg: 2 };
    const found = entries({
      type: 'Summary',
      metrics: {
        served: { type: 'rate', values: rate, thresholds: { 'rate>0.99': { ok: false } } },
        'http_req_duration{expected_response:true}': {
          ...{ type: 'trend', contains: 'time', values: trend },
          thresholds: { 'p(95)<1500': { ok: true }, 'p(99.9)<9': { ok: true } },
        },
        checks: { type: 'rate', values: rate },
      },
    });
    const http = 'http_req_duration{expected_response:true}';
    expect(found.map((one) => Object.values(one).slice(2))).to.deep.equal([
      ['served', 'rate>0.99', false, 0.5, 6],
      [http, 'p(95)<1500', true, 12.5, 4],
      [http, 'p(99.9)<9', true, null, 4],
    ]);
  });

  it('are an error where they are those of another program', () => {
    for (const text of ['running (0m01.0s), 4/4 VUs', '{"level":"info"}', '[1]', '{"type":']) {
      expect(() => entries(text), text).to.throw(/printed what is none of its JSON lines/);
    }
  });
});
