import { expect } from 'chai';
import { type Harm, schedule, type Turn } from './schedule.ts';

describe('schedule', () => {
  it('runs at most `jobs` at once, and keeps the order of answers', async () => {
    const seen = scene();
    const { task } = seen;
    const tasks = [
      task('x', 'everybody'),
      task('a', 'nobody'),
      task('b', 'nobody'),
      task('c', 'nobody'),
    ];
    expect(await schedule(tasks, 2)).to.deep.equal(['x', 'a', 'b', 'c']);
    expect(seen.most).to.equal(2);
  });

  it('begins with those that may take longest, and else in the order that was given', async () => {
    const { task, order } = scene();
    const tasks = Object.entries({ a: 8, c: 12, d: 8, e: 10 }).map(([name, deadlineMs]) => ({
      ...task(name, 'nobody'),
      deadlineMs,
    }));
    expect(await schedule(tasks, 1)).to.deep.equal(['a', 'c', 'd', 'e']);
    const begun = order.filter((line) => line.endsWith('begins'));
    expect(begun.map(([name]) => name).join('')).to.equal('cead');
  });

  it('lets the first exclusive task prepare beside the last of the others, and harm alone', async () => {
    const { task, order } = scene();
    await schedule(
      [task('x', 'everybody'), task('y', 'everybody'), task('a', 'nobody'), task('b', 'nobody')],
      2,
    );
    const at = (line: string) => order.indexOf(line);
    expect(at('x begins')).to.be.above(Math.min(at('a ends'), at('b ends')));
    expect(at('x harms')).to.be.above(Math.max(at('a ends'), at('b ends')));
    expect(at('y begins')).to.be.above(at('x ends'));
  });

  it('lets the next exclusive task prepare while the last one only collects', async () => {
    const { task, order } = scene();
    await schedule([task('x', 'everybody', 'harmless'), task('y', 'everybody')], 2);
    const at = (line: string) => order.indexOf(line);
    expect(at('y begins')).to.be.within(at('x harms'), at('x ends'));
    expect(at('y harms')).to.be.above(at('x ends'));
  });

  it('plays exclusive tasks one by one where there is no other', async () => {
    const { task, order } = scene();
    await schedule([task('x', 'everybody'), task('y', 'everybody')], 3);
    const lines = ['x', 'y'].flatMap((name) => [`${name} begins`, `${name} harms`, `${name} ends`]);
    expect(order).to.deep.equal(lines);
  });

  it('plays what hurts nodes one by one, beside those that share the cluster', async () => {
    const { task, order } = scene();
    const nodes = [task('m', 'its nodes', 'harmless'), task('n', 'its nodes')];
    await schedule([task('x', 'everybody'), ...nodes, task('a', 'nobody')], 1);
    const at = (line: string) => order.indexOf(line);
    expect(at('m begins')).to.be.below(at('a ends'));
    expect(at('n begins')).to.be.within(at('m harms'), at('m ends'));
    expect(at('n harms')).to.be.above(at('m ends'));
    expect(at('x harms')).to.be.above(Math.max(at('a ends'), at('n ends')));
  });

  for (const { crowd, waits } of [
    { crowd: 2, waits: true },
    { crowd: 3, waits: false },
  ]) {
    it(`${waits ? 'begins with' : 'does not wait for'} one on nodes beside ${crowd}`, async () => {
      let isPrepared = false;
      const found: boolean[] = [];
      const onNodes = async ({ alone }: Turn) => {
        await new Promise(setImmediate);
        isPrepared = true;
        await alone();
      };
      const sharing = async () => void found.push(isPrepared);
      const others = Array.from({ length: crowd }, () => ({
        harm: 'nobody' as const,
        work: sharing,
      }));
      await schedule([...others, { harm: 'its nodes', work: onNodes }], 2);
      expect(found).to.deep.equal(others.map(() => waits));
    });
  }

  it('fails with a task that fails, exclusive or not', async () => {
    const broken = { harm: 'nobody' as const, work: () => Promise.reject(new Error('broken')) };
    const { task } = scene();
    const failed = await schedule([broken, task('x', 'everybody')], 2).catch(
      (error: Error) => error,
    );
    expect(failed).to.have.property('message', 'broken');
  });
});

/** Tasks that say when they begin, harm and end; one that harms is alone. */
function scene() {
  let running = 0;
  const order: string[] = [];
  const seen = { most: 0, order, task };
  function task(name: string, harm: Harm, after?: 'harmless') {
    const work = async ({ alone, harmless }: Turn) => {
      running += 1;
      seen.most = Math.max(seen.most, running);
      order.push(`${name} begins`);
      await turn();
      if (harm !== 'nobody') {
        await alone();
        if (harm === 'everybody') expect(running, name).to.equal(1);
        order.push(`${name} harms`);
        if (after) {
          harmless();
          for (let turns = 0; turns < 3; turns += 1) await turn();
        }
      } else if (name === 'b') await turn();
      running -= 1;
      order.push(`${name} ends`);
      return name;
    };
    return { harm, work };
  }
  return seen;
}

async function turn(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}
