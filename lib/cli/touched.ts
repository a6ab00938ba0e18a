import type { Cluster } from '../model/cluster.ts';
import { refusalText, storyRefusal } from '../runner/blast-radius.ts';
import type { FoundScenario } from '../runner/find-scenarios.ts';

/** What a run would touch, in lines: it is asked for where nobody wants a surprise. */
export function touchedText(cluster: Cluster, scenarios: readonly FoundScenario[]): string {
  const { radius, context, subject, storage, shellImage } = cluster;
  const own = radius?.namespace;
  const lines = [
    `context        ${context}, Kubernetes ${subject.kubernetes}`,
    `namespaces     ${own ? `${own} alone` : 'steadfast-RUN-N, made for each story and removed'}`,
    `image          ${shellImage}`,
    `storage class  ${storage.perNode ?? 'none'}`,
    ...subject.lacks.map(({ capability, reason }) => `lacks          ${capability}: ${reason}`),
  ];
  if (radius) {
    const { faults, nodes } = radius;
    lines.push(
      `beyond those   ${faults.length > 0 ? `${faults.join(', ')} on ${nodes}` : 'nothing'}`,
    );
  }
  for (const { id, scenario } of scenarios) {
    const refused = storyRefusal(cluster, scenario);
    if (refused) {
      lines.push(`${id}: is not played, ${refusalText(refused)}`);
      continue;
    }
    lines.push(`${id}:`, ...objectsOf(cluster, scenario).map((line) => `  creates ${line}`));
    for (const { fault, among } of scenario.faults) {
      lines.push(`  ${fault} at one of its members ${among.from} to ${among.below - 1}`);
    }
  }
  return `${lines.join('\n')}\n`;
}

function objectsOf(cluster: Cluster, { workload }: FoundScenario['scenario']): readonly string[] {
  const { perNode, shared } = cluster.storage;
  const storageClass = (workload.storage === 'shared' ? shared : perNode) ?? '';
  const namespace = cluster.radius?.namespace ?? 'steadfast-RUN-N';
  const what = { namespace, run: 'RUN', image: cluster.shellImage, tolerationSeconds: null };
  const named = workload
    .manifest({ ...what, storageClass })
    .map(({ kind, metadata }) => `${kind} ${metadata?.name}`);
  return [...named, `${workload.replicas} pods and their claims`];
}
