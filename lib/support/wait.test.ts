import { expect } from 'chai';
import { messageOf } from './errors.ts';
import { LIMITS } from './limits.ts';
import { waitFor } from './wait.ts';

const LATE_MS = 500;

describe('the wait', () => {
  it('ends at its limit, and where more is owed when that has passed, too', async () => {
    const started = performance.now();
    const late = {
      ...{ what: 'the late', limit: 'answerMs' as const, everyMs: 50, describe: String },
      read: () => performance.now() - started > LIMITS.answerMs + LATE_MS,
      until: (seen: boolean) => seen,
    };
    const [short, long] = await Promise.allSettled([
      waitFor(late),
      waitFor({ ...late, atLeastMs: () => LIMITS.answerMs + 60 * LATE_MS }),
    ]);
    expect(short.status === 'rejected' && messageOf(short.reason)).to.match(
      /^waited 3 s for the late \(limit: answerMs\)/,
    );
    expect(long.status === 'fulfilled' && long.value).to.equal(true);
  });
});
