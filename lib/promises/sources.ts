/** Where a promise is written down: the pages that a reader can hold Kubernetes to. */
const DOCS = 'https://kubernetes.io/docs';

export const SOURCES = {
  api: `${DOCS}/reference/kubernetes-api/workload-resources/stateful-set-v1/`,
  statefulSet: `${DOCS}/concepts/workloads/controllers/statefulset/`,
  identity: `${DOCS}/concepts/workloads/controllers/statefulset/#pod-identity`,
  networkId: `${DOCS}/concepts/workloads/controllers/statefulset/#stable-network-id`,
  storage: `${DOCS}/concepts/workloads/controllers/statefulset/#stable-storage`,
  scaling: `${DOCS}/concepts/workloads/controllers/statefulset/#deployment-and-scaling-guarantees`,
  rollout: `${DOCS}/concepts/workloads/controllers/statefulset/#rolling-updates`,
  retention: `${DOCS}/concepts/workloads/controllers/statefulset/#persistentvolumeclaim-retention`,
  forceDelete: `${DOCS}/tasks/run-application/force-delete-stateful-set-pod/`,
  deleteSet: `${DOCS}/tasks/run-application/delete-stateful-set/`,
  nodes: `${DOCS}/concepts/architecture/nodes/#condition`,
} as const;
