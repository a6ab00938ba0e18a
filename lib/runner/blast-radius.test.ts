import { expect } from 'chai';
import { deletePod } from '../faults/delete-pod.ts';
import { killContainer } from '../faults/kill-container.ts';
import { splitNodeNetwork } from '../faults/split-node-network.ts';
import { isSystemNamespace } from '../model/blast-radius.ts';
import { CAPABILITIES, type Capability } from '../model/cluster.ts';
import type { Known } from '../model/fault.ts';
import { faultRefusal, refusalText, victimRefusal } from './blast-radius.ts';
import { selectorText } from './budget-room.ts';

const OWN = 'trials';
const far: Known = { name: 'cordon', needs: [] };

function ground(
  radius: { faults?: string[]; nodes?: string[] } | null,
  lacking: Capability[] = [],
) {
  return {
    subject: {
      lacks: lacking.map((capability) => ({ capability, reason: 'nobody is let in' })),
    } as never,
    storage: { perNode: 'local', shared: null },
    can: (capability: Capability) =>
      CAPABILITIES.includes(capability) && !lacking.includes(capability),
    ...(radius ? { radius: { namespace: OWN, faults: [], nodes: [], ...radius } } : {}),
  };
}

describe('blast radius', () => {
  it('lets everything happen where the cluster was made for the run', () => {
    const params = { node: 'n1' };
    expect(victimRefusal(ground(null), splitNodeNetwork, params, OWN)).to.equal(null);
    expect(victimRefusal(ground(null), far, { namespace: 'kube-system' }, OWN)).to.equal(null);
  });

  it('names the capability that is missing, and why', () => {
    const refusal = faultRefusal(ground({}, ['node-exec']), killContainer);
    expect(refusal?.lacks).to.equal('capability node-exec: nobody is let in');
  });

  it('keeps what stays among the run\u2019s own members inside its namespace', () => {
    const member = { namespace: OWN, pod: 'web-0', uid: 'u', node: 'n1' };
    expect(victimRefusal(ground({}), deletePod, member, OWN)).to.equal(null);
    const other = victimRefusal(ground({}), deletePod, { ...member, namespace: 'shop' }, OWN);
    expect(other?.lacks).to.contain('shop is not the run').and.to.contain(OWN);
  });

  it('needs a fault to be allowed, and the node that it hits', () => {
    const refused = faultRefusal(ground({}), far);
    expect(refused && refusalText(refused)).to.contain('--allow cordon --on NODE');
    const allowed = ground({ faults: ['cordon'], nodes: ['n1'] });
    expect(victimRefusal(allowed, far, { node: 'n1' }, OWN)).to.equal(null);
    expect(victimRefusal(allowed, far, { node: 'n2' }, OWN)?.tryThis).to.equal('--on n2');
  });

  it('never lets any fault into a namespace of the system', () => {
    const allowed = ground({ faults: ['cordon'], nodes: ['n1'] });
    for (const namespace of ['kube-system', 'kube-node-lease', 'default', 'istio-system']) {
      expect(isSystemNamespace(namespace), namespace).to.equal(true);
      const refusal = victimRefusal(allowed, far, { namespace, node: 'n1' }, OWN);
      expect(refusal?.lacks, namespace).to.contain('namespace of the system');
      expect(refusal?.tryThis).to.equal(undefined);
    }
    expect(isSystemNamespace('steadfast-20260101')).to.equal(false);
  });

  it('asks the server for the pods of a budget in its own words', () => {
    const matchExpressions = [
      { key: 'tier', operator: 'In', values: ['a', 'b'] },
      { key: 'old', operator: 'DoesNotExist' },
      { key: 'zone', operator: 'Exists' },
      { key: 'rank', operator: 'NotIn', values: ['9'] },
    ];
    expect(selectorText({ matchLabels: { app: 'web' }, matchExpressions })).to.equal(
      'app=web,tier in (a,b),!old,zone,rank notin (9)',
    );
    expect(selectorText({})).to.equal('');
  });
});
