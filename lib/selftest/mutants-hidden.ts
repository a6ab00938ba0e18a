import type { Mutant } from './mutants.ts';

const CONTROL = 'stateful_set_control.go';
const UTILS = 'stateful_set_utils.go';
const PODS = 'stateful_pod_control.go';

/**
 * Mutants that do the right thing almost always: each shows only with a second claim template, an
 * ordinal of two digits, a start that is not 0, a policy that is taken back.
 */
export const hiddenMutants: readonly Mutant[] = [
  {
    name: 'sorts-by-name',
    does: 'scales web-9 down before web-10',
    file: CONTROL,
    find: 'sort.Sort(descendingOrdinal(condemned))',
    become:
      'sort.Slice(condemned, func(a, b int) bool { return condemned[a].Name > condemned[b].Name })',
    breaks: ['SS-ORD-004', 'SS-SOR-003'],
  },
  {
    name: 'first-template-for-all',
    does: 'makes every claim of a member from the first template',
    file: UTILS,
    find: 'claim := templates[i].DeepCopy()',
    become: 'claim := templates[0].DeepCopy()',
    breaks: ['SS-STO-001', 'SS-STO-003'],
  },
  {
    name: 'one-claim-a-time',
    does: 'creates a member when the first of its claims is there',
    file: PODS,
    find: 'spc.recordClaimEvent("create", set, pod, &claim, err)\n\t\t\t}\n\t\tcase err != nil:',
    become:
      'spc.recordClaimEvent("create", set, pod, &claim, err)\n\t\t\t}\n\t\t\treturn err\n' +
      '\t\tcase err != nil:',
    breaks: ['SS-STO-002'],
  },
  {
    name: 'retains-beside-the-first',
    does: 'looks at the first claim of a member alone to see whether its policy was carried out',
    file: PODS,
    find:
      'if !isClaimOwnerUpToDate(logger, claim, set, pod) {\n' +
      '\t\t\t\treturn false, nil\n\t\t\t}',
    become: 'return isClaimOwnerUpToDate(logger, claim, set, pod), nil',
    breaks: ['SS-RET-003', 'SS-RET-006'],
  },
  {
    name: 'line-from-zero',
    does: 'forgets the start ordinal where it creates a lost member below the update partition',
    file: UTILS,
    find:
      'ordinal < (getStartOrdinal(currentSet)+' +
      'int(*currentSet.Spec.UpdateStrategy.RollingUpdate.Partition))',
    become: 'ordinal < int(*currentSet.Spec.UpdateStrategy.RollingUpdate.Partition)',
    breaks: ['SS-PTN-002', 'SS-PTN-001'],
  },
  {
    name: 'line-moved-by-the-start',
    does: 'takes the start ordinal off the update partition',
    file: CONTROL,
    find: 'updateMin = int(*set.Spec.UpdateStrategy.RollingUpdate.Partition)',
    become:
      'updateMin = max(0, int(*set.Spec.UpdateStrategy.RollingUpdate.Partition)-' +
      'getStartOrdinal(set))',
    breaks: ['SS-PTN-001', 'SS-PTN-003'],
  },
  {
    name: 'hasty-update',
    does: 'goes on with an update as soon as the last member is Ready',
    file: CONTROL,
    find: 'if isUnavailable(replicas[target], set.Spec.MinReadySeconds, now) {',
    become: 'if isUnavailable(replicas[target], 0, now) {',
    breaks: ['SS-MRS-003', 'SS-UPD-002', 'SS-PAR-004'],
  },
  {
    name: 'condemned-wait-for-the-unwell',
    does: 'keeps an unwell condemned member of a Parallel set for as long as a lower one is unwell',
    file: CONTROL,
    find: '!isRunningAndReady(condemned[i]) && monotonic && condemned[i] != firstUnhealthyPod',
    become: '!isRunningAndReady(condemned[i]) && condemned[i] != firstUnhealthyPod',
    breaks: ['SS-PAR-002'],
  },
  {
    name: 'forgets-what-is-worn',
    does: 'prunes revisions that members still have',
    file: CONTROL,
    find: 'live[getPodRevision(pods[i])] = true',
    become: '_ = pods[i]',
    // Nothing is pruned where it shows, so nobody owes that promise there: the second is who does.
    breaks: ['SS-REV-003', 'SS-OND-001'],
  },
  {
    name: 'scaled-as-deleted',
    does: 'lets claims go with a smaller scale where they are to go with the set alone',
    file: UTILS,
    find: 'policy = *set.Spec.PersistentVolumeClaimRetentionPolicy',
    become:
      'policy = *set.Spec.PersistentVolumeClaimRetentionPolicy\n' +
      '\t\tif policy.WhenDeleted == apps.DeletePersistentVolumeClaimRetentionPolicyType {\n' +
      '\t\t\tpolicy.WhenScaled = policy.WhenDeleted\n\t\t}',
    breaks: ['SS-RET-001', 'SS-STO-011'],
  },
  {
    name: 'gives-nothing-back',
    does: 'stays the owner of claims when it is told to retain them all',
    file: UTILS,
    find: 'if hasOwnerRef(claim, set) ||\n\t\t\thasOwnerRef(claim, pod) {',
    become: 'if false {',
    breaks: ['SS-RET-005', 'SS-RET-008'],
  },
  {
    name: 'doom-is-for-ever',
    does: 'leaves a claim to its pod when a smaller scale is taken back',
    file: UTILS,
    find: 'if podScaledDown != hasOwnerRef(claim, pod) {',
    become: 'if podScaledDown && !hasOwnerRef(claim, pod) {',
    breaks: ['SS-RET-005'],
  },
  {
    name: 'starts-on-what-goes',
    does: 'creates a member on a claim that is being deleted',
    file: PODS,
    find: 'if pvc.DeletionTimestamp != nil {',
    become: 'if false && pvc.DeletionTimestamp != nil {',
    breaks: ['SS-STO-009'],
  },
  {
    name: 'scales-while-it-goes',
    does: 'removes condemned members of a set that is being deleted',
    file: CONTROL,
    find: 'if set.DeletionTimestamp != nil {\n\t\treturn &status, nil',
    become:
      'if set.DeletionTimestamp != nil {\n\t\tfor i := range condemned {\n' +
      '\t\t\t_, _ = ssc.processCondemned(' +
      'ctx, set, firstUnavailablePod, false, condemned, i, now)\n' +
      '\t\t}\n\t\treturn &status, nil',
    breaks: ['SS-DEL-008'],
  },
];
