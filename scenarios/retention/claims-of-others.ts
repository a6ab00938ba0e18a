import type { KubernetesObject } from '@kubernetes/client-node';
import type { History } from '../../lib/model/entry.ts';
import { minutes, type Scenario } from '../../lib/model/scenario.ts';
import { claimNow, notWhole, podNow, setNow } from '../../lib/model/story-view.ts';
import type { Deployment } from '../../lib/model/workload.ts';
import { benchClaim, benchSet } from '../../lib/workloads/bench-set.ts';
import { witnessSet } from '../../lib/workloads/witness-set/index.ts';

const KEEPER = { apiVersion: 'v1', kind: 'ConfigMap', name: 'keeper' };

/** A backup that is half done, a volume that all share: a policy must know what is not its own. */
export const claimsOfOthers: Scenario = {
  title: 'A set that disposes of its claims meets claims that belong to somebody else, too',
  hypothesis: 'What others control or share is left alone, and owners beside the set’s stay.',
  suite: 'conformance',
  workload: witnessSet({ replicas: 1, beatMs: 1000, storage: 'per-node' }),
  needs: [],
  tries: ['SS-RET-003', 'SS-RET-006', 'SS-RET-010', 'SS-RET-011', 'SS-RET-013', 'SS-STO-022'],
  exclusive: false,
  deadlineMs: minutes(8),
  faults: [],

  async run(world) {
    const { keeper, lent } = await world.create(theKeeperAndTheSet);
    await world.until('the set to be whole', (history) => notWhole(history, 'lent'));
    const owner = { ...KEEPER, uid: keeper };
    // The set was an owner once, and is one still, but no longer the controller.
    const former = { apiVersion: 'apps/v1', kind: 'StatefulSet', name: 'lent', uid: lent };
    await world.patch('persistentvolumeclaims', 'data-lent-2', {
      metadata: { ownerReferences: [former, { ...owner, controller: true }] },
    });
    // Nobody listens to claims. When its members go, this one is in order, and not the one beside.
    await world.patch('statefulsets', 'lent', { metadata: { annotations: { looked: 'for' } } });
    await world.until('the set to say whose claim it leaves alone', (history) =>
      history.some((entry) => entry.kind === 'event' && entry.reason === 'ConflictingController')
        ? null
        : 'no such event',
    );
    await world.addOwner('persistentvolumeclaims', 'data-lent-1', owner);

    await world.patch('statefulsets', 'lent', { spec: { replicas: 1 } });
    await world.until('two members to go', (history) => {
      const left = ['lent-1', 'lent-2'].filter((name) => podNow(history, name));
      return left.length === 0 ? notWhole(history, 'lent') : `still there: ${left}`;
    });
    await world.until('the claims beside it to go', without('log-lent-2', 'log-lent-1'));
    await world.remove('statefulsets', 'lent');
    await world.until('the set to go, with the claims that are its own', (history) => {
      if (setNow(history, 'lent')) return 'the set is there';
      if (podNow(history, 'lent-0')) return 'its pod is there';
      return without('data-lent-0', 'log-lent-0')(history);
    });
  },
};

function without(...claims: readonly string[]) {
  return (history: History): string | null => {
    const left = claims.filter((name) => claimNow(history, name));
    return left.length === 0 ? null : `still there: ${left.join(', ')}`;
  };
}

function theKeeperAndTheSet(deployment: Deployment): readonly KubernetesObject[] {
  const { namespace } = deployment;
  const keeper = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'keeper', namespace } };
  const shared = { name: 'common', persistentVolumeClaim: { claimName: 'common' } };
  const set = benchSet(
    {
      ...{ name: 'lent', replicas: 3, templates: ['data', 'log'], pod: { volumes: [shared] } },
      retention: { whenDeleted: 'Delete', whenScaled: 'Delete' },
    },
    deployment,
  );
  return [keeper, benchClaim({ name: 'common' }, deployment), set];
}
