import { expect } from 'chai';
import { describe, it } from 'mocha';
import { differenceText, diffFingerprints, isSame } from './fingerprint.ts';

const CALM = ['a kubelet active', 'b kubelet active'];
const UNREACHABLE = 'b taint node.kubernetes.io/unreachable=:NoExecute';

const cases = [
  { title: 'nothing changed', before: CALM, after: [...CALM].reverse(), text: 'as before' },
  {
    title: 'a table was left',
    before: CALM,
    after: [...CALM, 'b table inet steadfast_split'],
    text: 'new: b table inet steadfast_split',
  },
  {
    title: 'a unit died',
    before: CALM,
    after: ['a kubelet active', 'b kubelet failed'],
    text: 'new: b kubelet failed; gone: b kubelet active',
  },
  {
    title: 'a node is unwell',
    before: CALM,
    after: [...CALM, UNREACHABLE],
    text: `new: ${UNREACHABLE}`,
  },
  {
    title: 'a node recovered meanwhile',
    before: [...CALM, UNREACHABLE],
    after: CALM,
    text: 'as before',
  },
  {
    title: 'a container was being killed just then',
    before: [...CALM, 'b frozen /sys/fs/cgroup/freezer/kubepods/pod1/c1/freezer.state'],
    after: CALM,
    text: 'as before',
  },
  {
    title: 'a group was left frozen',
    before: CALM,
    after: [...CALM, 'b frozen /sys/fs/cgroup/freezer/kubepods/pod1/c1/freezer.state'],
    text: 'new: b frozen /sys/fs/cgroup/freezer/kubepods/pod1/c1/freezer.state',
  },
  {
    title: 'a taint that somebody set is gone',
    before: [...CALM, 'b taint owner=team:NoSchedule'],
    after: CALM,
    text: 'gone: b taint owner=team:NoSchedule',
  },
  {
    title: 'a cordon went',
    before: [...CALM, 'b cordoned'],
    after: CALM,
    text: 'gone: b cordoned',
  },
];

describe('diffFingerprints', () => {
  for (const { title, before, after, text } of cases) {
    it(title, () => {
      const difference = diffFingerprints(before, after);
      expect(differenceText(difference)).to.equal(text);
      expect(isSame(difference)).to.equal(text === 'as before');
    });
  }
});
