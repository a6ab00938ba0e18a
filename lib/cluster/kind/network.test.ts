import { expect } from 'chai';
import { podRangeIn, routePlan } from './network.ts';

const place = (name: string, last: number) => ({
  name,
  address: `172.18.0.${last}`,
  podRange: `10.244.${last}.0/24`,
});

describe('the route plan', () => {
  it('leads from every node to the pods of every other, and to no node itself', () => {
    const plan = routePlan([place('a', 1), place('b', 2), place('c', 3)]);
    expect(plan.get('a')).to.deep.equal([
      { to: '10.244.2.0/24', via: '172.18.0.2' },
      { to: '10.244.3.0/24', via: '172.18.0.3' },
    ]);
    expect(plan.get('c')?.map(({ to }) => to)).to.deep.equal(['10.244.1.0/24', '10.244.2.0/24']);
  });

  it('plans no way to a node that is down and has no address', () => {
    const plan = routePlan([place('a', 1), { ...place('b', 2), address: '' }]);
    expect(plan.get('a')).to.deep.equal([]);
    expect(plan.get('b')).to.have.length(1);
  });
});

describe('the network file of a node', () => {
  it('gives the pod range back', () => {
    const text = '{"plugins": [{"ipam": {"ranges": [[{"subnet": "10.244.3.0/24"}]]}}]}';
    expect(podRangeIn(text)).to.equal('10.244.3.0/24');
  });

  it('gives nothing when it is not there', () => {
    expect(podRangeIn('')).to.equal(null);
  });
});
