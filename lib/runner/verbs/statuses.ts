import { messageIn } from '../../cluster/send-request.ts';
import type { World } from '../../model/scenario.ts';
import { HarnessError } from '../../support/errors.ts';
import type { Desk } from './desk.ts';
import { askPlainly, pathOf } from './objects.ts';

type Statuses = Pick<World, 'patchStatus'>;

/** The verb of whoever reports on a pod beside its node: a readiness gate, or an agent. */
export function statusesOf({ stage }: Desk): Statuses {
  return {
    async patchStatus(pod, status) {
      stage.say(`status of ${pod}: ${JSON.stringify(status)}`);
      const path = `${pathOf(stage, 'pods', pod)}/status`;
      const facts = { keys: Object.keys(status) };
      const answer = await askPlainly(
        stage,
        { verb: 'patch', resource: 'pods', name: pod, subresource: 'status', facts },
        // Conditions are merged by their type, so that nobody else's is lost.
        {
          ...{ method: 'PATCH', path, body: { status } },
          type: 'application/strategic-merge-patch+json',
        },
      );
      if (answer.code < 300) return;
      throw new HarnessError({
        what: `the API server refused a status of ${pod}`,
        lastSeen: `${answer.code}: ${messageIn(answer.body)}`,
      });
    },
  };
}
