import { hiddenMutants } from './mutants-hidden.ts';
import { contentMutants } from './mutants-of-contents.ts';
import { hangingMutants } from './mutants-that-hang.ts';
import { miscountingMutants } from './mutants-that-miscount.ts';

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
const SETS = 'stateful_set.go';
/** The same call is made in two places; this follows on the first. */
const SAID = '\n\t\tspc.recordPodEvent("create", set, pod, err)';

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
  {
    name: 'lowest-updated-first',
    does: 'rolls out from the lowest ordinal up',
    file: CONTROL,
    find: 'for target := len(replicas) - 1; target >= updateMin; target-- {',
    become: 'for target := updateMin; target < len(replicas); target++ {',
    breaks: ['SS-UPD-001'],
  },
  {
    name: 'impatient',
    does: 'goes on to the next member without waiting for minReadySeconds',
    file: CONTROL,
    find: '!isRunningAndAvailable(replicas[i], set.Spec.MinReadySeconds, now) && monotonic',
    become: '!isRunningAndReady(replicas[i]) && monotonic',
    breaks: ['SS-MRS-003'],
  },
  {
    name: 'hoards-history',
    does: 'keeps a hundred revisions more than it may',
    file: CONTROL,
    find: 'historyLimit < 0 || historyLen <= historyLimit',
    become: 'historyLimit < 0 || historyLen <= historyLimit+100',
    breaks: ['SS-REV-003', 'SS-REV-009'],
  },
  {
    name: 'every-return-is-new',
    does: 'makes a new revision for a template that it has seen before',
    file: CONTROL,
    find: '} else if equalCount > 0 {',
    become: '} else if equalCount < 0 {',
    breaks: ['SS-REV-002'],
  },
  {
    name: 'works-while-it-goes',
    does: 'makes members for a set that is being deleted',
    file: CONTROL,
    find: 'if set.DeletionTimestamp != nil {\n\t\treturn &status, nil',
    become: 'if false {\n\t\treturn &status, nil',
    breaks: ['SS-DEL-008'],
  },
  {
    name: 'starts-beside-the-dying',
    does: 'goes on while a member is Terminating',
    file: CONTROL,
    find: 'if isTerminating(replicas[i]) && monotonic {',
    become: 'if false {',
    breaks: ['SS-ORD-014', 'SS-ORD-001'],
  },
  {
    name: 'counts-from-zero',
    does: 'takes no notice of the start ordinal',
    file: UTILS,
    find: 'return int(set.Spec.Ordinals.Start)',
    become: 'return 0',
    breaks: ['SS-SOR-001', 'SS-SOR-002'],
  },
  {
    name: 'no-subdomain',
    does: 'gives members no subdomain, and so no stable name',
    file: UTILS,
    find: 'pod.Spec.Subdomain = set.Spec.ServiceName',
    become: 'pod.Spec.Subdomain = ""',
    breaks: ['SS-IDN-004'],
  },
  {
    name: 'rollouts-end-early',
    does: 'calls an update complete when one member is updated',
    file: UTILS,
    find: 'status.UpdatedReplicas == *set.Spec.Replicas &&',
    become: 'status.UpdatedReplicas > 0 &&',
    breaks: ['SS-UPD-011'],
  },
  {
    name: 'scaled-claims-stay',
    does: 'keeps the claims of ordinals that are scaled away although they are to go',
    file: UTILS,
    find: 'policy = *set.Spec.PersistentVolumeClaimRetentionPolicy',
    become:
      'policy = *set.Spec.PersistentVolumeClaimRetentionPolicy\n' +
      '\t\tpolicy.WhenScaled = apps.RetainPersistentVolumeClaimRetentionPolicyType',
    breaks: ['SS-RET-003', 'SS-RET-006'],
  },
  {
    name: 'pods-before-claims',
    does: 'creates a member before its claims',
    file: PODS,
    find: `if err := spc.createPersistentVolumeClaims(set, pod); err != nil {${SAID}`,
    become: `if err := error(nil); err != nil {${SAID}`,
    breaks: ['SS-STO-002'],
  },
  {
    name: 'adopts-strangers',
    does: 'takes every pod of its labels for its own, whatever its name',
    file: SETS,
    find: 'return isMemberOf(set, pod)',
    become: 'return true',
    breaks: ['SS-DEL-006', 'SS-DEL-007'],
  },
  ...hangingMutants,
  ...contentMutants,
  ...miscountingMutants,
  ...hiddenMutants,
];
