import { KubeConfig } from '@kubernetes/client-node';
import { z } from 'zod';
import { sendRequest } from '../../cluster/send-request.ts';
import type { World } from '../../model/scenario.ts';
import { HarnessError } from '../../support/errors.ts';
import type { Stage } from '../stage.ts';
import type { Desk } from './desk.ts';
import { askPlainly, pathOf } from './objects.ts';

/** Whose name members act under, unless their set says otherwise. */
const ACCOUNT = 'default';
const SECONDS = 600;
const WHO_AM_I = '/apis/authentication.k8s.io/v1/selfsubjectreviews';

const issued = z.object({ status: z.object({ token: z.string().min(1) }) });

/** The verbs of one who holds a member's token; what the token reads is never written down. */
export function tokensOf({ stage, verb }: Desk): Pick<World, 'takeToken' | 'tryToken'> {
  const held = new Map<string, string>();
  return {
    async takeToken(ordinal) {
      const member = stage.view.members().find((one) => one.ordinal === ordinal);
      if (!member) throw new HarnessError({ what: `there is no member ${ordinal} to take from` });
      const { name, uid } = member.pod;
      verb('take-token', `taking a token that is bound to ${name}`);
      held.set(uid, await issue(stage, name, uid));
      return { pod: name, uid };
    },

    async tryToken({ pod, uid }) {
      const token = held.get(uid);
      if (!token) throw new HarnessError({ what: `no token of ${pod} was taken` });
      const { notebook, signal } = stage;
      const at = notebook.now();
      const body = { apiVersion: 'authentication.k8s.io/v1', kind: 'SelfSubjectReview' };
      const sent = { method: 'POST', path: WHO_AM_I, body, signal } as const;
      const { code } = await sendRequest(configWith(stage, token), sent);
      notebook.record({
        ...{ kind: 'request', by: 'runner', at, verb: 'create', resource: 'selfsubjectreviews' },
        ...{ name: pod, uid, grace: null, code },
        says: code === 401 ? 'the token is not believed' : `answered with ${code}`,
      });
    },
  };
}

async function issue(stage: Stage, name: string, uid: string): Promise<string> {
  const path = `${pathOf(stage, 'serviceaccounts', ACCOUNT)}/token`;
  const boundObjectRef = { apiVersion: 'v1', kind: 'Pod', name, uid };
  const body = {
    ...{ apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest' },
    spec: { expirationSeconds: SECONDS, boundObjectRef },
  };
  const asked = { verb: 'create', resource: 'serviceaccounts', name: ACCOUNT } as const;
  const about = { ...asked, subresource: 'token' };
  const answer = await askPlainly(stage, about, { method: 'POST', path, body });
  const parsed = issued.safeParse(answer.body);
  if (parsed.success) return parsed.data.status.token;
  throw new HarnessError({
    what: `no token that is bound to ${name} was issued`,
    lastSeen: `answered with ${answer.code}`,
    tryThis: 'the permission to create serviceaccounts/token in this namespace',
  });
}

/** The same server, and nobody's credentials but the token's. */
function configWith({ api }: Stage, token: string): KubeConfig {
  const cluster = api.config.getCurrentCluster();
  if (!cluster) throw new HarnessError({ what: 'the kubeconfig names no server' });
  const config = new KubeConfig();
  config.loadFromClusterAndUser(cluster, { name: 'bearer', token });
  return config;
}
