import type { EntryOf } from '../../model/entry.ts';
import type { World } from '../../model/scenario.ts';
import { HarnessError } from '../../support/errors.ts';
import type { Stage } from '../stage.ts';
import { type Desk, restartsOf } from './desk.ts';
import { askPlainly, pathOf } from './objects.ts';

/** The verb of an operator who asks before taking a member away, and may be refused. */
export function evictionsOf({ stage, verb, struck }: Desk): Pick<World, 'evict'> {
  return {
    async evict(names) {
      verb('evict', `asking at once for the eviction of ${names.join(', ')}`, { names });
      const pods = names.map((name) => podNow(stage, name));
      const codes = await Promise.all(pods.map((pod) => askForEviction(stage, pod)));
      const granted = pods.filter((_, place) => isYes(codes[place] ?? 0));
      for (const { name, uid, containers } of granted) {
        const member = stage.view.members().find(({ pod }) => pod.name === name);
        if (member) struck.set(member.ordinal, { uid, restarts: restartsOf(containers) });
      }
      return granted.map(({ name }) => name);
    },
  };
}

async function askForEviction(stage: Stage, { name, uid }: EntryOf<'pod'>): Promise<number> {
  const body = {
    ...{ apiVersion: 'policy/v1', kind: 'Eviction', metadata: { name } },
    // Names are used again: a successor is never evicted in its predecessor's place.
    deleteOptions: { preconditions: { uid } },
  };
  const path = `${pathOf(stage, 'pods', name)}/eviction`;
  const asked = { verb: 'evict', resource: 'pods', name, uid } as const;
  const { code } = await askPlainly(stage, asked, { method: 'POST', path, body });
  return code;
}

function isYes(code: number): boolean {
  return code >= 200 && code < 300;
}

/** Any pod of the story's namespace, members of sets beside the workload included. */
function podNow({ notebook }: Stage, name: string): EntryOf<'pod'> {
  const pod = notebook.entries.findLast((entry) => entry.kind === 'pod' && entry.name === name);
  if (pod?.kind === 'pod' && pod.op !== 'deleted') return pod;
  throw new HarnessError({ what: `there is no ${name} to evict` });
}
