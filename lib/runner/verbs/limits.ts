import { messageIn, sendRequest } from '../../cluster/send-request.ts';
import type { World } from '../../model/scenario.ts';
import type { Deployment } from '../../model/workload.ts';
import { waitFor } from '../../support/wait.ts';
import { quota } from '../../workloads/quota.ts';
import type { Stage } from '../stage.ts';
import type { Desk } from './desk.ts';
import { createPlain, pathOf } from './objects.ts';

/** The verb of an administrator who gives a team less than it asks for. */
export function limitsOf({ stage, verb }: Desk, deployment: Deployment): Pick<World, 'limit'> {
  return {
    async limit(name, hard) {
      const limits = Object.entries(hard).map(([what, most]) => `${most} ${what}`);
      verb('limit', `allowing no more than ${limits.join(', ')} from now on`, { name, hard });
      await createPlain(stage, quota(name, hard, deployment));
      await waitFor({
        what: `the API server to go by ${name}`,
        limit: 'inForceMs',
        signal: stage.signal,
        read: () => answerToAnother(stage, deployment),
        until: (says) => says.includes(`quota: ${name}`),
        describe: (says) => `it says ${says || 'nothing against another quota'}`,
      });
    },
  };
}

/**
 * Admission reads quotas from a watch of its own, and lets pass what comes before the news. A quota
 * of ours allows one quota, so what the server would say to another tells whether it knows of ours.
 */
async function answerToAnother(stage: Stage, deployment: Deployment): Promise<string> {
  const { signal, api } = stage;
  const path = `${pathOf(stage, 'resourcequotas')}?dryRun=All`;
  const body = quota('another', {}, deployment);
  const answer = await sendRequest(api.config, { method: 'POST', path, body, signal });
  return messageIn(answer.body);
}
