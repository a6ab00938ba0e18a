import { expect } from 'chai';
import { draw } from '../drawing.ts';
import { withRows } from '../redraw.ts';
import { tryCases } from '../try-cases.ts';
import { parallelRows } from './drawn-stories.ts';
import { slowStart } from './slow-start.ts';

const { burst } = parallelRows;

tryCases(slowStart, [
  { title: 'when the first goes alone', rows: withRows(burst), outcome: 'held', trials: 1 },
  {
    title: 'when only two are created',
    rows: withRows(burst, 'audit create pods web-2 |'),
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when nobody kept a log',
    rows: ['gap audit | --', ...withRows(burst)],
    outcome: 'unknown',
  },
]);

it('notices when all are asked for at once', () => {
  const history = draw(...withRows(burst)).map((entry) =>
    entry.kind === 'audit' ? { ...entry, received: 1_700_000_000_000 } : entry,
  );
  expect(slowStart.check(history).violations).to.have.length(1);
});
