import type { Blow, Params } from '../../model/fault.ts';
import type { World } from '../../model/scenario.ts';
import { HarnessError } from '../../support/errors.ts';
import { orAborted } from '../../support/or-aborted.ts';
import { mayHarm } from '../blast-permission.ts';
import { openLedger } from '../ledger.ts';
import type { Stage } from '../stage.ts';
import { underLoan } from '../under-loan.ts';
import { type Desk, restartsOf } from './desk.ts';

/** Blows that are requests for a pod's end, with the grace they ask for; null is its own. */
const REQUESTS: Readonly<Record<string, { verb: 'delete' | 'evict'; grace: number | null }>> = {
  'delete-pod': { verb: 'delete', grace: null },
  'delete-pod-by-force': { verb: 'delete', grace: 0 },
  'evict-pod': { verb: 'evict', grace: null },
  'whole-set-outage': { verb: 'delete', grace: null },
};

type Trouble = Pick<World, 'here' | 'memberParams' | 'controlPlane'> &
  Pick<World, 'victimOf' | 'nodeOf' | 'strike' | 'strikeMember' | 'strikeSet' | 'under'>;

/** The verbs that hurt: blows that are written down, and loans that are paid back. */
export function troubleOf(desk: Desk): Trouble {
  const { stage, memberNow, struck } = desk;

  return {
    victimOf(fault) {
      const planned = stage.story.faults.find((candidate) => candidate.fault === fault);
      if (planned) return planned.member;
      throw new HarnessError({ what: `${stage.story.id} plans no ${fault}` });
    },

    async nodeOf(ordinal) {
      const { node, name } = memberNow(ordinal);
      if (node) return node;
      throw new HarnessError({ what: `${name} is on no node yet` });
    },

    here: () => ({ namespace: stage.namespace, set: stage.workload.set }),

    controlPlane() {
      const node = stage.cluster.nodes.find(({ role }) => role === 'control-plane');
      if (node) return node.name;
      throw new HarnessError({ what: 'the cluster does not show its control plane' });
    },

    memberParams(ordinal) {
      const { name: pod, uid, node } = memberNow(ordinal);
      return { namespace: stage.namespace, pod, uid, node: node ?? '' };
    },

    strike: (blow, params) => strikeOnce(stage, blow, params),

    async strikeMember(blow, ordinal) {
      const pod = memberNow(ordinal);
      struck.set(ordinal, { uid: pod.uid, restarts: restartsOf(pod.containers) });
      const { namespace } = stage;
      const node = pod.node ?? '';
      const at = stage.notebook.now();
      await strikeOnce(stage, blow, { namespace, pod: pod.name, uid: pod.uid, node });
      // To the API server this is a user's request like any other: dated when it was sent.
      const asked = REQUESTS[blow.name];
      if (!asked) return;
      stage.notebook.record({
        ...{ kind: 'request', by: 'runner', ...asked, resource: 'pods', at },
        ...{ name: pod.name, uid: pod.uid, code: 200, says: 'accepted' },
      });
    },

    async strikeSet(blow) {
      const members = stage.view.members();
      for (const { ordinal, pod } of members) {
        struck.set(ordinal, { uid: pod.uid, restarts: restartsOf(pod.containers) });
      }
      const { namespace, workload } = stage;
      const pods = members.map(({ pod }) => pod.name);
      const uids = members.map(({ pod }) => pod.uid);
      const at = stage.notebook.now();
      await strikeOnce(stage, blow, { namespace, set: workload.set, pods, uids });
      for (const { pod } of REQUESTS[blow.name] ? members : []) {
        stage.notebook.record({
          ...{ kind: 'request', by: 'runner', verb: 'delete', grace: null, resource: 'pods', at },
          ...{ name: pod.name, uid: pod.uid, code: 200, says: 'accepted' },
        });
      }
    },

    async under(loan, params, body) {
      await toBeAlone(stage);
      stage.say(`${loan.name} on ${Object.values(params).join(', ')}`);
      await mayHarm(stage, loan, params);
      const { cluster, notebook, run, runFolder, signal } = stage;
      const borrower = { cluster, notebook, run, runFolder, signal, ledger: openLedger() };
      await underLoan(borrower, loan, params, body);
    },
  };
}

/** A blow is written down when it has landed: its words are the proof that it did. */
async function strikeOnce<P extends Params>(stage: Stage, blow: Blow<P>, params: P): Promise<void> {
  stage.signal.throwIfAborted();
  await toBeAlone(stage);
  await mayHarm(stage, blow, params);
  const { says, excuses, podUids } = await blow.strike(stage.cluster, params);
  stage.say(`${blow.name}: ${says}`);
  stage.notebook.record({
    kind: 'fault',
    by: 'runner',
    fault: blow.name,
    phase: 'struck',
    params: { ...params },
    says,
    excuses: [...excuses],
    podUids: [...podUids],
  });
}

/** A story that harms more than its own members has prepared itself beside others up to here. */
async function toBeAlone({ alone, say, signal }: Stage): Promise<void> {
  const neighbours = alone();
  const waiting = Symbol('waiting');
  if ((await Promise.race([neighbours, Promise.resolve(waiting)])) === waiting) {
    say('waiting for the stories beside this one to end');
  }
  await orAborted(() => neighbours, signal);
}
