import {
  ApiException,
  AppsV1Api,
  AuthorizationV1Api,
  CoordinationV1Api,
  CoreV1Api,
  DiscoveryV1Api,
  KubeConfig,
  KubernetesObjectApi,
  PolicyV1Api,
  StorageV1Api,
  VersionApi,
} from '@kubernetes/client-node';
import { HarnessError, messageOf } from '../support/errors.ts';

/** One cluster's API, reached through one context of one kubeconfig file. */
export interface Api {
  readonly config: KubeConfig;
  readonly core: CoreV1Api;
  readonly apps: AppsV1Api;
  readonly discovery: DiscoveryV1Api;
  readonly policy: PolicyV1Api;
  readonly storage: StorageV1Api;
  readonly coordination: CoordinationV1Api;
  readonly authorization: AuthorizationV1Api;
  readonly version: VersionApi;
  readonly objects: KubernetesObjectApi;
}

export function connect(where: { readonly kubeconfig: string; readonly context: string }): Api {
  const config = new KubeConfig();
  try {
    config.loadFromFile(where.kubeconfig);
    if (!config.getContextObject(where.context)) {
      const known = config.getContexts().map(({ name }) => name);
      throw new HarnessError({
        what: `${where.kubeconfig} has no context "${where.context}"`,
        lastSeen: known.length > 0 ? `contexts ${known.join(', ')}` : 'no context at all',
        tryThis: 'kubectl config get-contexts',
      });
    }
    config.setCurrentContext(where.context);
  } catch (error) {
    if (error instanceof HarnessError) throw error;
    throw new HarnessError({ what: `${where.kubeconfig} cannot be read`, cause: error });
  }
  return {
    config,
    core: config.makeApiClient(CoreV1Api),
    apps: config.makeApiClient(AppsV1Api),
    discovery: config.makeApiClient(DiscoveryV1Api),
    policy: config.makeApiClient(PolicyV1Api),
    storage: config.makeApiClient(StorageV1Api),
    coordination: config.makeApiClient(CoordinationV1Api),
    authorization: config.makeApiClient(AuthorizationV1Api),
    version: config.makeApiClient(VersionApi),
    objects: KubernetesObjectApi.makeApiClient(config),
  };
}

export interface Refusal {
  readonly code: number;
  readonly reason: string;
  readonly says: string;
}

/** What the API server answered when it refused, or null when the error came from elsewhere. */
export function refusalOf(error: unknown): Refusal | null {
  if (!(error instanceof ApiException)) return null;
  const body = parsed(error.body);
  return {
    code: error.code,
    reason: typeof body.reason === 'string' ? body.reason : '',
    says: typeof body.message === 'string' ? body.message : messageOf(error),
  };
}

/** Turns a "no such object" into null and leaves every other error as it is. */
export async function orNull<Value>(asked: Promise<Value>): Promise<Value | null> {
  try {
    return await asked;
  } catch (error) {
    if (refusalOf(error)?.code === 404) return null;
    throw error;
  }
}

function parsed(body: unknown): Record<string, unknown> {
  if (typeof body === 'object' && body !== null) return body as Record<string, unknown>;
  if (typeof body !== 'string') return {};
  try {
    return JSON.parse(body) as Record<string, unknown>;
  } catch {
    return {};
  }
}
