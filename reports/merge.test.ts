import { expect } from 'chai';
import { merged, type ReadRun } from './merge.ts';
import { SAMPLE_RUN } from './sample-run.ts';

const shard = (id: string, seed: string, change: Partial<ReadRun['run']> = {}): ReadRun => ({
  folder: id,
  run: { ...SAMPLE_RUN, id, seed, ...change },
  results: [],
});

describe('a report of several runs', () => {
  it('has the stories of all, and tells the same story of two seeds apart', () => {
    const { run } = merged([shard('a', '1'), shard('b', '2')]);
    expect(run.id).to.equal('a+b');
    expect(run.plan).to.have.length(2 * SAMPLE_RUN.plan.length);
    expect(new Set(run.plan.map(({ id }) => id)).size).to.equal(run.plan.length);
    expect(run.plan[0]?.id).to.equal(`${SAMPLE_RUN.plan[0]?.id}@1`);
  });

  it('keeps the names of stories that one of them played alone', () => {
    const [one, ...rest] = SAMPLE_RUN.plan;
    const { run } = merged([
      shard('a', '1', { plan: one ? [one] : [], scenarios: [] }),
      shard('b', '1', { plan: rest, scenarios: [] }),
    ]);
    expect(run.plan.map(({ id }) => id)).to.deep.equal(SAMPLE_RUN.plan.map(({ id }) => id));
  });

  it('is as unfinished as the least finished of them', () => {
    const open = shard('b', '2', { status: 'interrupted', endedAt: null });
    expect(merged([shard('a', '1'), open]).run).to.include({
      ...{ status: 'interrupted', endedAt: null },
    });
  });

  it('refuses runs that judged different things', () => {
    const subject = { ...SAMPLE_RUN.subject, kubernetes: '1.34.4' };
    const both = [shard('a', '1'), shard('b', '1', { subject })] as const;
    expect(() => merged([...both])).to.throw(/Kubernetes: .* and 1\.34\.4/s);
  });
});
