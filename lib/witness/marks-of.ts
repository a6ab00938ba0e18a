import { digestOf } from './digest-of.ts';

/** What stands on a member, or in a template, beside what its containers are. */
export interface Marked {
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly finalizers?: readonly string[];
}

/** Labels that a set writes on each member by itself, whatever its template says. */
const OWN_LABELS: readonly string[] = [
  'controller-revision-hash',
  'statefulset.kubernetes.io/pod-name',
  'apps.kubernetes.io/pod-index',
];

/**
 * A digest of each label, annotation and finalizer: enough to see whether a member carries all that
 * its template carries, without keeping what a user wrote there.
 */
export function marksOf({ labels = {}, annotations = {}, finalizers = [] }: Marked): string[] {
  return [
    ...Object.entries(labels)
      .filter(([key]) => !OWN_LABELS.includes(key))
      .map(([key, value]) => digestOf(['label', key, value])),
    ...Object.entries(annotations).map(([key, value]) => digestOf(['annotation', key, value])),
    ...finalizers.map((finalizer) => digestOf(['finalizer', finalizer])),
  ];
}
