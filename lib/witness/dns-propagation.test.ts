import { expect } from 'chai';
import { propagationIn } from './dns-propagation.ts';

const corefile = (cache: string) => `.:53 {
    kubernetes cluster.local in-addr.arpa ip6.arpa {
       pods insecure
       ttl 30
    }
    forward . /etc/resolv.conf {
       max_concurrent 1000
    }
    ${cache}
    loop
}`;

describe('the age of an answer of the cluster’s DNS', () => {
  const cases = [
    {
      title: 'no more than the propagation where the zone is not cached',
      cache: 'cache 30 {\n disable success cluster.local\n disable denial cluster.local\n }',
      ms: 5000,
    },
    {
      title: 'the same where no zone is cached',
      cache: 'cache 30 {\n disable success\n disable denial\n }',
      ms: 5000,
    },
    {
      title: 'the cache’s too where only absence is not cached',
      cache: 'cache 20 {\n disable denial cluster.local\n }',
      ms: 25_000,
    },
    { title: 'at most the record’s own', cache: 'cache 300', ms: 35_000 },
    { title: 'the record’s own where the cache has no bound', cache: 'cache', ms: 35_000 },
    { title: 'no more than the propagation without a cache', cache: '', ms: 5000 },
  ];
  for (const { title, cache, ms } of cases) {
    it(`is ${title}`, () => expect(propagationIn(corefile(cache))).to.equal(ms));
  }
  it('is the worst where CoreDNS cannot be asked', () =>
    expect(propagationIn('')).to.equal(35_000));
});
