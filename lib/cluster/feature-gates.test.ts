import { expect } from 'chai';
import { gatesIn, gatesText, mustKnow } from './feature-gates.ts';
import { withGates } from './kind/gated-config.ts';
import { byGates } from './own-capabilities.ts';

const METRICS = `# TYPE kubernetes_feature_enabled gauge
kubernetes_feature_enabled{name="MaxUnavailableStatefulSet",stage="BETA"} 0
kubernetes_feature_enabled{name="Other",stage=""} 1
kubernetes_other{name="No"} 1
`;
const spec = {
  ...{ name: 'one', forThisRun: true, kubernetes: null, timers: 'short' as const },
  progress: () => {},
};

describe('feature gates', () => {
  it('are read from what the API server measures', () => {
    expect(gatesIn(METRICS)).to.deep.equal({ MaxUnavailableStatefulSet: false, Other: true });
  });

  it('are written as the programs of Kubernetes want them', () => {
    expect(gatesText({ A: true, B: false })).to.equal('A=true,B=false');
  });

  it('must be what was asked for', () => {
    const asked = { ...spec, featureGates: { Other: false } };
    expect(() => mustKnow(asked, gatesIn(METRICS))).to.throw('the gate Other of cluster one');
    expect(() => mustKnow({ ...spec, featureGates: { New: true } }, {})).to.throw('unknown');
    expect(() =>
      mustKnow({ ...spec, featureGates: { Other: true } }, { Other: true }),
    ).not.to.throw();
    expect(() => mustKnow(spec, null)).not.to.throw();
  });

  it('decide on capabilities, and say why one is lacking', () => {
    expect(byGates({ MaxUnavailableStatefulSet: true }).capabilities).to.include('max-unavailable');
    const [off] = byGates({ MaxUnavailableStatefulSet: false }).lacks;
    expect(off?.reason).to.contain('is off');
    expect(byGates(null).lacks[0]?.reason).to.contain('cannot be read');
  });

  it('reach the API server and the controllers, in both notations of kubeadm', () => {
    const gates = { A: true };
    const listed = { kind: 'ClusterConfiguration', apiServer: { extraArgs: [{ name: 'x' }] } };
    expect(withGates(listed, gates).apiServer.extraArgs).to.deep.equal([
      { name: 'x' },
      { name: 'feature-gates', value: 'A=true' },
    ]);
    const mapped = { kind: 'ClusterConfiguration', controllerManager: { extraArgs: { x: 'y' } } };
    expect(withGates(mapped, gates).controllerManager.extraArgs).to.deep.equal({
      x: 'y',
      'feature-gates': 'A=true',
    });
    const kubelet = { kind: 'KubeletConfiguration', apiServer: {} };
    expect(withGates(kubelet, gates)).to.equal(kubelet);
  });
});
