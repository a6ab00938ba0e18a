import { expect } from 'chai';
import { draw } from '../drawing.ts';
import { checked, tryCases } from '../try-cases.ts';
import { servedWithinThresholds } from './served-within-thresholds.ts';

const START = ['set web s1 | f', 'fault kill-container | ...!'];

tryCases(servedWithinThresholds, [
  {
    title: 'when each threshold of the script held',
    rows: [
      ...START,
      'sample served | .++++++++',
      'sample http_req_duration tags=member:web-0 | .1111',
      'threshold served rate>0.99 8 value=1 | ..........!',
      'threshold http_req_duration p(95)<500 4 value=100 | ..........!',
    ],
    outcome: 'held',
    trials: 2,
  },
  {
    title: 'when one was crossed, whatever the others did',
    rows: [
      ...START,
      'sample served | .++--+++',
      'threshold served rate>0.99 7 value=0.7142857 | ..........x',
      'threshold http_req_duration p(95)<500 4 value=100 | ..........!',
    ],
    outcome: 'violated',
    trials: 1,
    says: /served: rate>0.99 was crossed at 0.7143, over 7 samples/,
  },
  {
    title: 'when k6 calls one held for which it measured nothing',
    rows: [...START, 'threshold served rate>0.99 0 value=0 | ..........!'],
    outcome: 'unknown',
    says: /rests on nothing that was measured/,
  },
  {
    title: 'when the load never came to its summary',
    rows: [...START, 'sample served | .++++'],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when samples may be missing',
    rows: [
      ...START,
      'sample served | .++++',
      'gap sample | ..-',
      'threshold served rate>0.99 4 value=1 | ..........!',
    ],
    outcome: 'unknown',
    says: /cannot be judged/,
  },
]);

describe('what a crossed threshold points at', () => {
  const evidence = (...rows: string[]) =>
    checked(servedWithinThresholds, draw(...START, ...rows)).violations[0]?.evidence.map((entry) =>
      entry.kind === 'sample' ? [entry.at, entry.value] : entry.kind,
    );

  it('is the lowest where the value must be high, and first those that came first', () => {
    const rows = ['sample served | +-+--', 'threshold served rate>0.9 5 | .......x'];
    const [first, second, third] = evidence(...rows) ?? [];
    expect([first, second, third].map((one) => one?.[1])).to.deep.equal([1, 0, 1]);
  });

  it('is the highest where it must be low, of samples with the tags that it names', () => {
    const found = evidence(
      'sample http_req_duration tags=member:web-0,status:200 | 1.9.2.1.1.1.1',
      'sample http_req_duration tags=member:web-1,status:200 | 9',
      'threshold http_req_duration{status:200,member:web-0} p(95)<500 7 | ..............x',
    );
    const values = (found ?? []).slice(0, -1).map((one) => one[1]);
    expect(values).to.include(900).and.include(200);
    expect(values.filter((value) => value === 900)).to.have.length(1);
    expect(found?.at(-1)).to.equal('threshold');
  });
});
