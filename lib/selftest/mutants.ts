/**
 * A controller-manager that breaks one promise: the genuine one with one line of it changed. A
 * suite that holds this one to be sound proves nothing about any other.
 */
export interface Mutant {
  readonly name: string;
  /** What it does wrong, for the table. */
  readonly does: string;
  /** The file below pkg/controller/statefulset, the text to be found there, and what it becomes. */
  readonly file: string;
  readonly find: string;
  readonly become: string;
  /** The promises one of which has to be found violated. */
  readonly breaks: readonly [string, ...string[]];
}

const CONTROL = 'stateful_set_control.go';
const UTILS = 'stateful_set_utils.go';
const PODS = 'stateful_pod_control.go';

export const mutants: readonly Mutant[] = [
  {
    name: 'hasty-start',
    does: 'creates members without waiting for those below',
    file: CONTROL,
    find: 'monotonic := !allowsBurst(set)',
    become: 'monotonic := false',
    breaks: ['SS-ORD-001', 'SS-ORD-002'],
  },
  {
    name: 'lowest-first',
    does: 'scales down from the lowest condemned ordinal',
    file: CONTROL,
    find: 'sort.Sort(descendingOrdinal(condemned))',
    become: 'sort.Sort(ascendingOrdinal(condemned))',
    breaks: ['SS-ORD-004'],
  },
  {
    name: 'no-update-partition',
    does: 'rolls out below the update partition',
    file: CONTROL,
    find: 'updateMin = int(*set.Spec.UpdateStrategy.RollingUpdate.Partition)',
    become: 'updateMin = 0',
    breaks: ['SS-PTN-001'],
  },
  {
    name: 'newest-below-the-line',
    does: 'creates a lost member below the update partition at the new revision',
    file: UTILS,
    find: 'setPodRevision(pod, currentRevision)',
    become: 'pod = newStatefulSetPod(updateSet, ordinal); setPodRevision(pod, updateRevision)',
    breaks: ['SS-PTN-002'],
  },
  {
    name: 'brute-force',
    does: 'deletes members with a grace period of zero',
    file: PODS,
    find: 'context.TODO(), pod.Name, metav1.DeleteOptions{}',
    become: 'context.TODO(), pod.Name, metav1.DeleteOptions{GracePeriodSeconds: new(int64)}',
    breaks: ['SS-TRM-002', 'SS-TRM-001'],
  },
  {
    name: 'one-claim-for-all',
    does: 'mounts the claim of ordinal 0 into every member',
    file: UTILS,
    find: 'fmt.Sprintf("%s-%s-%d", claim.Name, set.Name, ordinal)',
    become: 'fmt.Sprintf("%s-%s-%d", claim.Name, set.Name, ordinal*0)',
    breaks: ['SS-STO-001', 'SS-STO-005'],
  },
  {
    name: 'claims-go-with-the-set',
    does: 'lets claims go with their set although they are to be retained',
    file: UTILS,
    find: 'policy = *set.Spec.PersistentVolumeClaimRetentionPolicy',
    become:
      'policy = *set.Spec.PersistentVolumeClaimRetentionPolicy\n' +
      '\t\tpolicy.WhenDeleted = apps.DeletePersistentVolumeClaimRetentionPolicyType',
    breaks: ['SS-STO-012', 'SS-RET-001', 'SS-RET-005'],
  },
  {
    name: 'wrong-pod-name-label',
    does: 'writes the name of the set into the label for the name of the pod',
    file: UTILS,
    find: 'pod.Labels[apps.StatefulSetPodNameLabel] = pod.Name',
    become: 'pod.Labels[apps.StatefulSetPodNameLabel] = set.Name',
    breaks: ['SS-IDN-005'],
  },
  {
    name: 'ready-is-what-exists',
    does: 'counts members that exist as members that are ready',
    file: CONTROL,
    find: 'status.ReadyReplicas += replicaStatus.readyReplicas',
    become: 'status.ReadyReplicas += replicaStatus.replicas',
    breaks: ['SS-STA-002', 'SS-STA-003', 'SS-STA-004'],
  },
  {
    name: 'rolls-on-delete',
    does: 'treats OnDelete as RollingUpdate',
    file: CONTROL,
    find: 'if set.Spec.UpdateStrategy.Type == apps.OnDeleteStatefulSetStrategyType {',
    become: 'if set.Spec.UpdateStrategy.Type == "" {',
    breaks: ['SS-OND-001'],
  },
  {
    name: 'orderly-parallel',
    does: 'starts and stops the members of a Parallel set one by one',
    file: CONTROL,
    find: 'monotonic := !allowsBurst(set)',
    become: 'monotonic := true',
    breaks: ['SS-PAR-001', 'SS-PAR-002'],
  },
  {
    name: 'dead-stay-dead',
    does: 'leaves members that have failed or succeeded as they are',
    file: CONTROL,
    find: 'if isFailed(replicas[i]) || isSucceeded(replicas[i]) {',
    become: 'if isFailed(replicas[i]) && isSucceeded(replicas[i]) {',
    breaks: ['SS-ORD-007', 'SS-TRM-010'],
  },
];
