import { expect } from 'chai';
import type { History } from '../model/entry.ts';
import { applicationMutations } from './application/drawn-mutations.ts';
import { atMostOneMutations } from './at-most-one/drawn-mutations.ts';
import { controlPlaneMutations } from './control-plane/drawn-mutations.ts';
import { deletionMutations } from './deletion/drawn-mutations.ts';
import { disruptionMutations } from './disruption/drawn-mutations.ts';
import {
  change,
  type Mutation,
  pod,
  recreateClaim,
  renumbered,
  shift,
  swap,
} from './drawn-edits.ts';
import { drawnStories } from './drawn-stories.ts';
import { identityMutations } from './identity/drawn-mutations.ts';
import { promiseById, promises } from './index.ts';
import { maxUnavailableMutations } from './max-unavailable/drawn-mutations.ts';
import { minReadyMutations } from './min-ready/drawn-mutations.ts';
import { networkMutations } from './network/drawn-mutations.ts';
import { nodeFailureMutations } from './node-failure/drawn-mutations.ts';
import { onDeleteMutations } from './on-delete/drawn-mutations.ts';
import { orderingMutations } from './ordering/drawn-mutations.ts';
import { parallelMutations } from './parallel/drawn-mutations.ts';
import { retentionMutations } from './retention/drawn-mutations.ts';
import { revisionMutations } from './revisions/drawn-mutations.ts';
import { scaleMutations } from './scale/drawn-mutations.ts';
import { securityMutations } from './security/drawn-mutations.ts';
import { startOrdinalMutations } from './start-ordinal/drawn-mutations.ts';
import { statusMutations } from './status/drawn-mutations.ts';
import { storageMutations } from './storage/drawn-mutations.ts';
import { terminationMutations } from './termination/drawn-mutations.ts';
import { checked } from './try-cases.ts';
import { updatePartitionMutations } from './update-partition/drawn-mutations.ts';
import { updatesMutations } from './updates/drawn-mutations.ts';
import { validationMutations } from './validation/drawn-mutations.ts';

const mutations: readonly Mutation[] = [
  {
    story: 'ordering',
    edit: 'web-1 is created before web-0 is Ready',
    change: swap(pod('b', 'added'), pod('a', 'modified')),
    breaks: ['SS-ORD-001', 'SS-ORD-002'],
  },
  {
    story: 'ordering',
    edit: 'web-2 is gone only after web-1 was deleted',
    change: swap(pod('c', 'deleted'), (entry) => pod('b', 'modified')(entry) && entry.at > 15_000),
    breaks: ['SS-ORD-004', 'SS-TRM-005'],
  },
  {
    story: 'ordering',
    edit: 'web-2 comes back under another name',
    change: change('pod', ({ uid }) => uid === 'e', { name: 'web-x7k2p' }),
    breaks: ['SS-IDN-001', 'SS-IDN-002'],
  },
  {
    story: 'ordering',
    edit: 'web-2 does not come back, and nobody minds',
    change: (history) => history.filter((entry) => !(entry.kind === 'pod' && entry.uid === 'e')),
    breaks: ['SS-IDN-001', 'SS-IDN-002', 'SS-STA-003'],
  },
  {
    story: 'ordering',
    edit: 'web-1 resolves to the address of web-0',
    change: change('dns', ({ name }) => name.startsWith('web-1'), { answers: ['10.0.0.1'] }),
    breaks: ['SS-NET-001', 'SS-NET-008'],
  },
  {
    story: 'ordering',
    edit: 'web-1 comes back with the claim of web-2',
    change: change('pod', ({ uid }) => uid === 'd', { claims: { data: 'data-web-2' } }),
    breaks: ['SS-IDN-010', 'SS-STO-001', 'SS-STO-005'],
  },
  {
    story: 'ordering',
    edit: 'web-1 starts again with another hostname',
    change: change('epoch', ({ uid }) => uid === 'd', { hostname: 'web' }),
    breaks: ['SS-IDN-003'],
  },
  {
    story: 'ordering',
    edit: 'web-1 writes one line on the volume of web-0',
    change: change('beat', ({ uid, n }) => uid === 'd' && n > 8, { claim: 'data-web-0' }),
    breaks: ['SS-AMO-012', 'SS-STO-005'],
  },
  {
    story: 'replacement',
    edit: 'the old container stops 5 s later',
    change: shift('runtime', ({ podUid, op }) => podUid === 'a' && op === 'stopped', 5000),
    breaks: ['SS-AMO-001', 'SS-TRM-003'],
  },
  {
    story: 'replacement',
    edit: 'nobody saw the old container stop',
    change: (history) =>
      history.filter(
        (entry) => !(entry.kind === 'runtime' && entry.podUid === 'a' && entry.op === 'stopped'),
      ),
    breaks: ['SS-AMO-001', 'SS-TRM-003'],
  },
  {
    story: 'replacement',
    edit: 'the new incarnation finds two records less',
    change: (history) =>
      history.map((entry) =>
        entry.kind === 'epoch' && entry.uid === 'b'
          ? { ...entry, foundN: entry.foundN - 2 }
          : entry,
      ),
    breaks: ['SS-APP-010', 'SS-STO-004'],
  },
  {
    story: 'replacement',
    edit: 'one record is another one than was acknowledged',
    change: change('beat', ({ uid, n }) => uid === 'a' && n === 3, { digest: 'else' }),
    breaks: ['SS-STO-004'],
  },
  {
    story: 'replacement',
    edit: 'one acknowledged record is not in the log',
    change: (history) =>
      history.filter((entry) => !(entry.kind === 'beat' && entry.uid === 'a' && entry.n === 3)),
    breaks: ['SS-STO-004'],
  },
  {
    story: 'replacement',
    edit: 'the claim is a new one of the same name',
    change: recreateClaim('data-web-0', 8000),
    breaks: ['SS-APP-010', 'SS-STO-006'],
  },
  {
    story: 'replacement',
    edit: 'the new pod has no subdomain',
    change: change('pod', ({ uid }) => uid === 'b', { subdomain: null }),
    breaks: ['SS-IDN-004', 'SS-IDN-010'],
  },
  {
    story: 'replacement',
    edit: 'an old line is found behind a new one',
    change: (history) => {
      const line = history.find(({ kind }) => kind === 'beat');
      return line?.kind === 'beat' ? renumbered([...history, { ...line, n: 99 }]) : [];
    },
    breaks: ['SS-AMO-012'],
  },
  {
    story: 'split',
    edit: 'the evicted pod is removed while the split lasts',
    change: shift('pod', ({ uid, op }) => uid === 'a' && op === 'deleted', -5000),
    breaks: ['SS-AMO-002', 'SS-AMO-006'],
  },
  {
    story: 'split',
    edit: 'after the heal the new container starts before the old one has stopped',
    change: shift('runtime', ({ podUid, op }) => podUid === 'b' && op === 'started', -4000),
    breaks: ['SS-AMO-001', 'SS-AMO-005'],
  },
  {
    story: 'split',
    edit: 'after the heal the pod is removed before its container has stopped',
    change: shift('runtime', ({ podUid, op }) => podUid === 'a' && op === 'stopped', 1500),
    breaks: ['SS-AMO-005'],
  },
  {
    story: 'force',
    edit: 'nobody entered the force delete into the ledger',
    change: change('fault', ({ phase }) => phase === 'struck', { excuses: [] }),
    breaks: ['SS-AMO-001', 'SS-AMO-002', 'SS-AMO-012', 'SS-APP-002'],
  },
  {
    story: 'canary',
    edit: 'the member lost below comes back at the update revision',
    change: change('pod', ({ uid }) => uid === 'b', { revision: 'r2', marks: ['part', 'new'] }),
    breaks: ['SS-PTN-001', 'SS-PTN-002', 'SS-STA-003'],
  },
  {
    story: 'deletion',
    edit: 'a claim goes with the set, and a new one is made',
    change: recreateClaim('data-web-0', 8000),
    breaks: ['SS-DEL-001', 'SS-RET-001', 'SS-STO-006', 'SS-STO-012'],
  },
  {
    story: 'deletion',
    edit: 'a pod of the old set is never gone',
    change: (history) =>
      shift(
        'step',
        ({ name }) => name === 'end',
        90_000,
      )(history.filter((entry) => !pod('b', 'deleted')(entry))),
    breaks: ['SS-AMO-014', 'SS-DEL-001', 'SS-DEL-010', 'SS-TRM-004'],
  },
  ...storageMutations,
  ...atMostOneMutations,
  ...nodeFailureMutations,
  ...disruptionMutations,
  ...controlPlaneMutations,
  ...identityMutations,
  ...networkMutations,
  ...orderingMutations,
  ...parallelMutations,
  ...terminationMutations,
  ...startOrdinalMutations,
  ...minReadyMutations,
  ...validationMutations,
  ...securityMutations,
  ...retentionMutations,
  ...applicationMutations,
  ...deletionMutations,
  ...updatesMutations,
  ...maxUnavailableMutations,
  ...revisionMutations,
  ...onDeleteMutations,
  ...statusMutations,
  ...scaleMutations,
  ...updatePartitionMutations,
];

describe('a history with one edit', () => {
  for (const [name, history] of Object.entries(drawnStories)) {
    it(`${name}: breaks nothing before it is edited`, () => {
      expect(broken(history)).to.deep.equal([]);
    });
  }

  for (const { story, edit, change: apply, breaks } of mutations) {
    it(`${story}: ${edit}`, () => {
      const history = drawnStories[story] ?? [];
      const mutant = apply(history);
      expect(mutant).to.not.deep.equal(history);
      expect(broken(mutant)).to.deep.equal(breaks.filter(promiseById));
    });
  }

  it('breaks every promise that MUST be kept at least once', () => {
    const seen = new Set(mutations.flatMap(({ breaks }) => breaks));
    const owed = promises.filter(({ level }) => level === 'MUST').map(({ id }) => id);
    expect(owed.filter((id) => !seen.has(id))).to.deep.equal([]);
  });
});

function broken(history: History): readonly string[] {
  return promises
    .filter((promise) => checked(promise, history).violations.length > 0)
    .map(({ id }) => id)
    .sort();
}
