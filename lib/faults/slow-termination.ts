import type { V1Container, V1Pod, V1PodTemplateSpec } from '@kubernetes/client-node';
import type { Cluster } from '../model/cluster.ts';
import type { Proof } from '../model/fault.ts';
import { FIRST_PROCESSES } from './member-process.ts';
import { onNode } from './node-shell.ts';
import { type TemplateParams, templateLoan } from './template-loan.ts';

/** Long against the 5 s of our workloads, short against every limit. */
const GRACE_SECONDS = 20;

/** A shell that is started with a signal ignored cannot trap it, and nor can what it starts. */
const IGNORE = 'trap "" TERM; exec "$@"';

/** Members that use up their whole grace: by a long preStop hook, or because they do not listen. */
export const slowTermination = templateLoan({
  name: 'slow-termination',

  ways: {
    'ignored-sigterm': slow(({ command = [], args = [], ...container }) => ({
      ...container,
      command: ['sh', '-c', IGNORE, 'ignores', ...command, ...args],
    })),
    'pre-stop': slow((container) => ({
      ...container,
      lifecycle: {
        preStop: { exec: { command: ['sh', '-c', `sleep ${GRACE_SECONDS + 5}`] } },
      },
    })),
  },

  async prove(cluster, { way }: TemplateParams, members) {
    const running = members.filter(({ status }) => status?.phase === 'Running');
    if (running.length === 0) return { holds: false, says: 'no slow member runs yet' };
    const proofs = await Promise.all(
      running.map((pod) => (way === 'pre-stop' ? hasHook(pod) : ignoresSigterm(cluster, pod))),
    );
    return {
      holds: proofs.every(({ holds }) => holds),
      says: proofs.map(({ says }) => says).join(', '),
    };
  },
});

function slow(change: (container: V1Container) => V1Container) {
  return (template: V1PodTemplateSpec): V1PodTemplateSpec => {
    if (!template.spec) return template;
    const containers = template.spec.containers.map(change);
    const terminationGracePeriodSeconds = GRACE_SECONDS;
    return { ...template, spec: { ...template.spec, containers, terminationGracePeriodSeconds } };
  };
}

async function hasHook({ metadata, spec }: V1Pod): Promise<Proof> {
  const holds =
    spec?.containers.every(({ lifecycle }) => lifecycle?.preStop !== undefined) ?? false;
  return { holds, says: `${metadata?.name} has ${holds ? 'a' : 'NO'} hook of ${GRACE_SECONDS} s` };
}

// Bit 14 of the mask is that of SIGTERM.
const LOOK = `${FIRST_PROCESSES}
for id in $(first_processes "$1"); do
  ignored=$(awk '$1 == "SigIgn:" { print $2 }' "/proc/$id/status" 2>/dev/null)
  echo "$id $((16#\${ignored:-0} >> 14 & 1))"
done
exit 0`;

/** Asked of the process itself: its kernel knows which signals it ignores. */
async function ignoresSigterm(cluster: Cluster, { metadata, spec }: V1Pod): Promise<Proof> {
  const node = cluster.nodes.find(({ name }) => name === spec?.nodeName);
  if (!node) return { holds: false, says: `${metadata?.name} is on no node of ours` };
  const args = [metadata?.uid ?? ''];
  const lines = await onNode(node, { what: 'reading signal masks', script: LOOK, args });
  const holds = lines.length > 0 && lines.every((line) => line.endsWith(' 1'));
  return { holds, says: `${metadata?.name} ${holds ? 'ignores' : 'does NOT ignore'} SIGTERM` };
}
