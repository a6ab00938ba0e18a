/** The labels by which a member can be told from its siblings. */
export const NAME_LABEL = 'statefulset.kubernetes.io/pod-name';
export const INDEX_LABEL = 'apps.kubernetes.io/pod-index';
