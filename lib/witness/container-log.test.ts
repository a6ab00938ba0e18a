import { expect } from 'chai';
import { parseContainerLine } from './container-log.ts';
import { parseLookup } from './dns-lines.ts';

const FILE = 'explore_web-0_70b6faf3-6802-42f6-9cac-7ebda52ed9e3/witness/0.log';

describe('what containers print', () => {
  it('is read with its pod, its container and its time', () => {
    const line = `log ${FILE} 2026-11-21T07:58:24.22388Z stdout F ack 1 4f6407298ee6ddba`;
    expect(parseContainerLine(line)).to.deep.equal({
      file: FILE,
      pod: 'web-0',
      podUid: '70b6faf3-6802-42f6-9cac-7ebda52ed9e3',
      container: 'witness',
      at: Date.UTC(2026, 10, 21, 7, 58, 24) + 223.88,
      text: 'ack 1 4f6407298ee6ddba',
    });
  });

  it('is no line when the runtime broke it up or it is something else', () => {
    expect(parseContainerLine(`log ${FILE} 2026-11-21T07:58:24.2Z stdout P ack`)).to.equal(null);
    expect(parseContainerLine('looked')).to.equal(null);
  });
});

describe('a lookup', () => {
  const asked = 'dns 5163230 5163240 18ffe251 web-0.web.ns.svc.cluster.local';
  const server = 'Server: 10.96.0.10 Address: 10.96.0.10:53';
  const cases = [
    {
      title: 'an address, and not the resolver’s',
      words: `0 ${server} Name: web-0.web.ns.svc.cluster.local Address: 10.244.1.9`,
      answers: ['10.244.1.9'],
      answered: true,
    },
    {
      title: 'every address',
      words: `0 ${server} Name: web-0 Address: 10.244.1.9 Name: web-0 Address: 10.244.2.3`,
      answers: ['10.244.1.9', '10.244.2.3'],
      answered: true,
    },
    {
      title: 'the older way to print one',
      words:
        '0 Server: 10.96.0.10 Address 1: 10.96.0.10 Name: web-0 Address 1: 10.244.1.9 web-0.ns',
      answers: ['10.244.1.9'],
      answered: true,
    },
    {
      title: 'that there is no such name',
      words: `1 ${server} ** server can't find web-0.web.ns.svc.cluster.local.: NXDOMAIN`,
      answers: [],
      answered: true,
    },
    {
      title: 'that the name has no address',
      words: `1 ${server} *** Can't find web-0: No answer`,
      answers: [],
      answered: true,
    },
    {
      title: 'nothing when nobody could be reached',
      words: '1 ;; connection timed out; no servers could be reached',
      answers: [],
      answered: false,
    },
    {
      title: 'nothing when the resolver failed',
      words: `1 ${server} ** server can't find web-0: SERVFAIL`,
      answers: [],
      answered: false,
    },
    {
      title: 'nothing where there is no nslookup',
      words: '127 sh: nslookup: not found',
      answers: [],
      answered: false,
    },
  ];
  for (const { title, words, answers, answered } of cases) {
    it(`tells ${title}`, () => {
      const lookup = parseLookup(`${asked} ${words}`);
      expect(lookup).to.deep.include({ asked: 5163230, at: 5163240, kernel: '18ffe251' });
      expect(lookup).to.deep.include({ answers, answered });
    });
  }

  it('is none when the line was cut', () => {
    expect(parseLookup('dns 5163230 5163')).to.equal(null);
  });
});
