import { expect } from 'chai';
import type { Finding } from './check.ts';
import { renderJson, renderReport, renderText } from './render.ts';

const findings: readonly Finding[] = [
  {
    id: 'inotify',
    title: 'inotify limits',
    neededFor: 'a second cluster fails without a word',
    state: 'broken',
    says: 'instances are 128, not 1024',
    mend: ['sudo sysctl -w fs.inotify.max_user_instances=1024'],
    fix: 'doctor --fix',
  },
  {
    id: 'engine',
    title: 'engine',
    neededFor: 'nodes are containers',
    state: 'ok',
    says: 'engine 20.10 answers',
    mend: [],
    fix: null,
  },
];

describe('what doctor prints', () => {
  it('is a line for what is fine, and the way out below what is not', () => {
    expect(renderText(findings)).to.equal(
      [
        'broken      inotify limits  instances are 128, not 1024',
        '            why  a second cluster fails without a word',
        '            try  sudo sysctl -w fs.inotify.max_user_instances=1024',
        'ok          engine          engine 20.10 answers',
        '',
        '1 of 2 need a hand.',
        'steadfast doctor --fix mends: inotify limits',
        '',
      ].join('\n'),
    );
    expect(renderText(findings.slice(1))).to.contain('Everything that is needed is there.');
  });

  it('is the same facts for programs', () => {
    const document: unknown = JSON.parse(renderJson(findings));
    expect(document).to.deep.equal({
      apiVersion: 'steadfast/v1',
      kind: 'DoctorReport',
      ready: false,
      findings,
    });
  });

  it('says what was done and what was left, and that there was nothing to do', () => {
    const left = [{ title: 'engine', says: 'it refused\n  why', mend: ['docker info'] }];
    expect(renderReport({ done: ['a sysctl'], left, findings: [] })).to.equal(
      'done        a sysctl\n' +
        'left        engine: it refused\n              why\n' +
        '            try  docker info\n',
    );
    expect(renderReport({ done: [], left: [], findings: [] })).to.equal('nothing to do\n');
  });
});
