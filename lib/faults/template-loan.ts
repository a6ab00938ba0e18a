import type { V1Pod, V1PodTemplateSpec } from '@kubernetes/client-node';
import { connect } from '../cluster/api.ts';
import type { Cluster } from '../model/cluster.ts';
import type { Json, Loan, Proof } from '../model/fault.ts';
import { apiLoan, plainName } from './api-loan.ts';
import { harmMarked, type MarkedObject, markLeft, undoMarked } from './marked-object.ts';

export type TemplateParams = {
  readonly namespace: string;
  readonly set: string;
  /** Which of the fault's ways. */
  readonly way: string;
};

/** A fault that is a change of a set's template, and members that come of it. */
export interface TemplateLoan {
  readonly name: string;
  /** By the name of a way: what it makes of a template. */
  readonly ways: Readonly<Record<string, (template: V1PodTemplateSpec) => V1PodTemplateSpec>>;
  /** Of the members that came of the harmed template: whether they show what they ought to. */
  prove(cluster: Cluster, params: TemplateParams, members: readonly V1Pod[]): Promise<Proof>;
}

const LABEL = 'steadfast.dev/harmed';

/**
 * The way back is the old template and, because a set waits for ever for a broken member to become
 * Ready, the end of every member that came of the harmed one; in that order, or the set would make
 * them anew from it. They get 2 s for it, and not the long grace that may be the harm itself.
 */
export function templateLoan({ name, ways, prove }: TemplateLoan): Loan<TemplateParams> {
  const setOf = ({ namespace, set }: TemplateParams): MarkedObject => ({
    ...{ kind: 'statefulset', namespace, name: set, mark: `steadfast.dev/undo-${name}` },
  });
  return apiLoan<TemplateParams>({
    name,
    needs: [],
    reach: 'own',
    ways: Object.keys(ways),
    targetOf: ({ namespace, set }) => `${plainName(namespace)}.${plainName(set)}`,
    undoLine: (params) => [undoMarked(setOf(params)), endOfMembers(name, params)].join('\n'),

    async harm(cluster, params) {
      const change = ways[params.way];
      if (!change) throw new RangeError(`${name} has no way called ${params.way}`);
      await harmMarked(cluster, setOf(params), ({ spec }) => {
        const before = spec.template as V1PodTemplateSpec;
        const { metadata = {}, ...rest } = change(structuredClone(before));
        const labels = { ...metadata.labels, [LABEL]: name };
        return {
          patch: { spec: { template: { ...rest, metadata: { ...metadata, labels } } } },
          back: [{ op: 'replace', path: '/spec/template', value: before as unknown as Json }],
        };
      });
    },

    async isInForce(cluster, params) {
      // A member that is on its way out still shows what its template was.
      if ((await markLeft(cluster, setOf(params))).length === 0) {
        return { holds: false, says: `the template of ${params.set} is not harmed` };
      }
      const members = await harmedMembers(cluster, name, params);
      if (members.length > 0) return prove(cluster, params, members);
      return { holds: false, says: `no member has come of the harmed template of ${params.set}` };
    },

    async left(cluster, params) {
      const members = await harmedMembers(cluster, name, params);
      const names = members.map(({ metadata }) => `member ${metadata?.name}`);
      return [...(await markLeft(cluster, setOf(params))), ...names];
    },
  });
}

async function harmedMembers(
  cluster: Cluster,
  name: string,
  { namespace }: TemplateParams,
): Promise<readonly V1Pod[]> {
  const labelSelector = `${LABEL}=${name}`;
  const { items } = await connect(cluster).core.listNamespacedPod({ namespace, labelSelector });
  return items;
}

function endOfMembers(name: string, { namespace, set }: TemplateParams): string {
  const own = `-n ${plainName(namespace)}`;
  const members = `pods ${own} -l ${LABEL}=${name}`;
  const fields = "jsonpath='{.metadata.generation} {.status.observedGeneration}'";
  return `exec 7<> <(:)
for look in {1..40}; do
  seen=$(k get statefulset ${plainName(set)} ${own} --ignore-not-found -o ${fields}) || exit 1
  [ "\${seen% *}" = "\${seen#* }" ] && break
  read -rt 0.25 -u 7
done
k delete ${members} --ignore-not-found --wait=false --grace-period=2 >/dev/null`;
}
