import type { Mutant } from './mutants.ts';

const CONTROL = 'stateful_set_control.go';
const UTILS = 'stateful_set_utils.go';

/** Names and orders are right, and what goes by the name is not. */
export const contentMutants: readonly Mutant[] = [
  {
    name: 'new-content-old-name',
    does: 'makes a lost member below the update partition of the new template, under the old name',
    file: CONTROL,
    find: 'currentSet, err := ApplyRevision(set, currentRevision)',
    become: 'currentSet, err := ApplyRevision(set, updateRevision)',
    breaks: ['SS-IDN-008'],
  },
  {
    name: 'bare-members',
    does: 'gives members none of the annotations of their template',
    file: UTILS,
    find: 'pod.Name = getPodName(set, ordinal)\n\tinitIdentity(set, pod)',
    become:
      'pod.Name = getPodName(set, ordinal)\n\tpod.Annotations = nil\n\tinitIdentity(set, pod)',
    breaks: ['SS-IDN-008'],
  },
  {
    name: 'labels-anew',
    does: 'throws all other labels of a member away when it puts its name back',
    file: UTILS,
    find: 'pod.Labels[apps.StatefulSetPodNameLabel] = pod.Name',
    become:
      'pod.Labels = map[string]string{}\n' +
      '\tfor key, value := range set.Spec.Template.Labels {\n\t\tpod.Labels[key] = value\n\t}\n' +
      '\tpod.Labels[apps.StatefulSetPodNameLabel] = pod.Name',
    breaks: ['SS-IDN-005', 'SS-IDN-008'],
  },
  {
    name: 'half-a-template',
    does: 'records of a template only the spec of its pods',
    file: UTILS,
    find: 'specCopy["template"] = template',
    become: 'specCopy["template"] = map[string]interface{}{"spec": template["spec"]}',
    breaks: ['SS-REV-001'],
  },
  {
    name: 'one-name-for-all',
    does: 'takes each new template for the one that was recorded last',
    file: CONTROL,
    find: 'if _, ok := memory.Get(equalityCacheKey); ok {',
    become: 'if _, ok := memory.Get(equalityCacheKey); ok || !ok {',
    breaks: ['SS-REV-001'],
  },
  {
    name: 'back-as-they-were',
    does: 'brings members that it took for an update back at the old revision, without end',
    file: UTILS,
    find: 'ordinal < (getStartOrdinal(currentSet)+int(currentSet.Status.CurrentReplicas))',
    become: 'ordinal <= (getStartOrdinal(currentSet)+int(currentSet.Status.CurrentReplicas))',
    breaks: ['SS-UPD-003'],
  },
  {
    name: 'other-claims',
    does: 'makes claims with another access mode than their template asks for',
    file: UTILS,
    find: 'claim := templates[i].DeepCopy()',
    become:
      'claim := templates[i].DeepCopy()\n' +
      '\t\tclaim.Spec.AccessModes = []v1.PersistentVolumeAccessMode{v1.ReadWriteOncePod}',
    breaks: ['SS-STO-001'],
  },
];
