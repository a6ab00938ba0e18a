import { readFile } from 'node:fs/promises';
import { release } from 'node:os';
import { SHELL_IMAGE } from '../../airgap/versions.ts';
import type { Cluster, ClusterAddress, ClusterNode, FeatureGates } from '../../model/cluster.ts';
import { HarnessError } from '../../support/errors.ts';
import { k6Able } from '../k6-program.ts';
import { STORAGE } from '../layout.ts';
import { ownCapabilities } from '../own-capabilities.ts';
import { readRecord } from '../record.ts';
import { readTimers, type TimerFacts, timersName } from '../timers.ts';
import { hostLacks } from './host-lacks.ts';
import { lacksOf } from './lacks.ts';
import { embeddedNode } from './node.ts';
import { placesOf } from './places.ts';
import { type ClusterPlan, planSchema } from './plan.ts';
import { supervisorOf } from './supervision.ts';

/** The cluster as it stands, told from its plan and its processes: any process may do this. */
export async function attach(address: ClusterAddress, gates?: FeatureGates): Promise<Cluster> {
  const places = placesOf(address.cluster);
  const supervisor = supervisorOf(places.plan);
  const plan = await readPlan(places.plan);
  if (supervisor === null || plan === null) {
    throw new HarnessError({
      what: `cluster ${address.cluster} is not up`,
      lastSeen: plan ? 'its processes are gone' : 'there is nothing of it',
      tryThis: `steadfast cluster up --provider embedded --name ${address.cluster}`,
    });
  }
  const nodes = plan.nodes.map((node) => embeddedNode(plan, node, supervisor));
  const facts = await timerFacts(address, nodes);
  const known = gates ?? (await readRecord(places.record))?.gates ?? {};
  const k6 = await k6Able();
  const own = ownCapabilities([...lacksOf(plan, known), ...hostLacks(), ...k6.lacks], known);
  return {
    subject: {
      provider: 'embedded',
      cluster: address.cluster,
      context: address.context,
      kubernetes: plan.kubernetes,
      timers: { name: timersName(facts), facts },
      nodes: nodes.map(({ name, role }) => ({ name, role })),
      components: [
        ...plan.components,
        { name: 'kernel', version: release(), from: 'host' },
        ...k6.components,
      ],
      ...own,
    },
    kubeconfig: address.kubeconfig,
    context: address.context,
    nodes,
    storage: STORAGE,
    shellImage: SHELL_IMAGE,
    ...(plan.next ? { upgradesTo: { kubernetes: plan.next.kubernetes, images: [] } } : {}),
    can: (capability) => own.capabilities.includes(capability),
  };
}

export async function readPlan(file: string): Promise<ClusterPlan | null> {
  try {
    return planSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    return null;
  }
}

async function timerFacts(
  address: ClusterAddress,
  nodes: readonly ClusterNode[],
): Promise<TimerFacts> {
  const controlPlane = nodes.find(({ role }) => role === 'control-plane');
  try {
    if (controlPlane) return await readTimers(controlPlane);
  } catch (error) {
    const record = await readRecord(placesOf(address.cluster).record);
    if (record) return record.timers;
    throw error;
  }
  return {};
}
