import type {
  V1Container,
  V1ContainerStatus,
  V1Pod,
  V1PodTemplateSpec,
} from '@kubernetes/client-node';
import { type TemplateParams, templateLoan } from './template-loan.ts';

const NOT_PULLED = ['ErrImagePull', 'ImagePullBackOff', 'ErrImageNeverPull', 'InvalidImageName'];
/** A code that nothing else ends with. */
const CRASH_CODE = 86;

/** A new revision that does not work: its image is nowhere, it ends at once, or is never Ready. */
export const brokenRevision = templateLoan({
  name: 'broken-revision',

  ways: {
    image: changed((container) => ({ ...container, image: 'none.invalid/steadfast/none:1' })),
    crash: changed(({ args: _, ...container }) => ({
      ...container,
      command: ['sh', '-c', `exit ${CRASH_CODE}`],
    })),
    probe: changed((container) => ({
      ...container,
      readinessProbe: { exec: { command: ['sh', '-c', 'exit 1'] }, periodSeconds: 1 },
    })),
  },

  async prove(_cluster, { way }: TemplateParams, members) {
    const seen = members.map((pod) => ({ pod, shows: shows(way, pod) }));
    return {
      // One is enough: an ordered set never gets to a second.
      holds: seen.some(({ shows }) => shows),
      says: seen
        .map(
          ({ pod, shows }) => `${pod.metadata?.name} ${shows ? 'is' : 'is NOT'} broken by ${way}`,
        )
        .join(', '),
    };
  },
});

function shows(way: string, pod: V1Pod): boolean {
  const [status] = pod.status?.containerStatuses ?? [];
  if (!status) return false;
  if (way === 'image') return NOT_PULLED.includes(status.state?.waiting?.reason ?? '');
  if (way === 'crash') return endedWith(status) === CRASH_CODE;
  return status.state?.running !== undefined && status.started === true && !status.ready;
}

function endedWith({ state, lastState }: V1ContainerStatus): number | null {
  return (state?.terminated ?? lastState?.terminated)?.exitCode ?? null;
}

/** The same change of every container: a broken release breaks the whole of a member. */
function changed(change: (container: V1Container) => V1Container) {
  return (template: V1PodTemplateSpec): V1PodTemplateSpec => {
    if (!template.spec) return template;
    const containers = template.spec.containers.map(change);
    return { ...template, spec: { ...template.spec, containers } };
  };
}
