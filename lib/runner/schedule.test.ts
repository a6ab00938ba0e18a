import { expect } from 'chai';
import { schedule } from './schedule.ts';

describe('schedule', () => {
  it('runs at most `jobs` at once, exclusive tasks alone and last, and keeps the order of answers', async () => {
    let running = 0;
    let most = 0;
    const order: string[] = [];
    const task = (name: string, exclusive: boolean) => ({
      exclusive,
      work: async () => {
        running += 1;
        most = Math.max(most, running);
        if (exclusive) expect(running, name).to.equal(1);
        await new Promise((resolve) => setImmediate(resolve));
        running -= 1;
        order.push(name);
        return name;
      },
    });
    const tasks = [task('x', true), task('a', false), task('b', false), task('c', false)];
    expect(await schedule(tasks, 2)).to.deep.equal(['x', 'a', 'b', 'c']);
    expect(most).to.equal(2);
    expect(order.at(-1)).to.equal('x');
  });
});
