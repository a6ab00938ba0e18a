import { expect } from 'chai';
import { draw } from '../lib/promises/drawing.ts';
import { bandsOf, thresholdsOf } from './load.ts';

type Result = Parameters<typeof bandsOf>[0];

const OK = 'sample http_req_duration tags=expected_response:true,status:200';
const EOF = 'sample http_req_duration tags=expected_response:false,error:EOF';
const DOWN = 'sample http_req_duration tags=expected_response:false,status:503';

describe('the load of k6 in a report', () => {
  it('goes by stretches, from each fault and change of the set to the next', () => {
    const result = story(
      'deed k6 | !',
      'fault kill-container | .....!',
      'deed roll-out | ..........!',
      `${OK} | .1213...59`,
      `${EOF} | ......21`,
      `${DOWN} | ......1`,
      'deed k6-over | ............!',
    );
    expect(bandsOf(result)).to.deep.equal([
      {
        ...{ scenario: 'drawn', since: 'k6', from: 0, requests: 4, failed: 0, errors: [] },
        latency: { half: 100, nineOfTen: 300, ninetyNine: 300, all: 300 },
      },
      {
        ...{ scenario: 'drawn', since: 'kill-container', from: 5010, requests: 5, failed: 3 },
        latency: { half: 500, nineOfTen: 900, ninetyNine: 900, all: 900 },
        errors: [
          { says: 'EOF', times: 2 },
          { says: 'status 503', times: 1 },
        ],
      },
    ]);
  });

  it('puts a request where it was asked, though it ended later', () => {
    const result = story('deed k6 | !', 'fault kill-container | ..!', `${OK} | ..9`);
    expect(bandsOf(result).map(({ since, requests }) => [since, requests])).to.deep.equal([
      ['k6', 1],
    ]);
  });

  it('has no latency where nobody was answered, and nothing at all without a load', () => {
    const none = { half: null, nineOfTen: null, ninetyNine: null, all: null };
    expect(bandsOf(story('deed k6 | !', `${EOF} | .11`))[0]).to.include({ failed: 2 });
    expect(bandsOf(story('deed k6 | !', `${EOF} | .11`))[0]?.latency).to.deep.equal(none);
    expect(bandsOf(story('fault kill-container | ..!'))).to.deep.equal([]);
  });

  it('tells what became of each threshold, in the order of their names', () => {
    const result = story(
      'threshold served rate>0.99 7 value=0.5 | .x',
      'threshold http_req_duration p(95)<500 4 | .!',
    );
    const common = { scenario: 'drawn' };
    expect(thresholdsOf(result)).to.deep.equal([
      {
        ...{ ...common, metric: 'http_req_duration', condition: 'p(95)<500' },
        ...{ holds: true, value: null, samples: 4 },
      },
      {
        ...{ ...common, metric: 'served', condition: 'rate>0.99' },
        ...{ holds: false, value: 0.5, samples: 7 },
      },
    ]);
  });
});

function story(...rows: readonly string[]): Result {
  const lines = new Map(draw(...rows).map((entry) => [entry.seq, entry]));
  // Only the plan's id and the lines are looked at.
  return { planned: { id: 'drawn' }, judged: { lines } } as unknown as Result;
}
