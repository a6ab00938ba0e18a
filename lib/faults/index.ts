import type { Blow, Loan, Params } from '../model/fault.ts';
import type { MemberParams } from '../model/scenario.ts';
import { HarnessError } from '../support/errors.ts';
import { brokenRevision } from './broken-revision.ts';
import { cordon } from './cordon.ts';
import { deleteClaim } from './delete-claim.ts';
import { deleteNode } from './delete-node.ts';
import { deletePod } from './delete-pod.ts';
import { deletePodByForce } from './delete-pod-by-force.ts';
import { dnsOutage } from './dns-outage.ts';
import { drain } from './drain.ts';
import { completeMember, failMember } from './end-member.ts';
import { evictPod } from './evict-pod.ts';
import { flapReadiness } from './flap-readiness.ts';
import { flappingSplit } from './flapping-split.ts';
import { flipGate } from './flip-gate.ts';
import { freezeMember } from './freeze-member.ts';
import { holdByFinalizer } from './hold-by-finalizer.ts';
import { killContainer } from './kill-container.ts';
import { killLeader, killScheduler } from './kill-program.ts';
import { laggingApiServer } from './lagging-api-server.ts';
import { loseUnsyncedWrites } from './lose-unsynced-writes.ts';
import { nodeOff } from './node-off.ts';
import { oomKill } from './oom-kill.ts';
import { outOfService } from './out-of-service.ts';
import {
  freezeControllerManager,
  stopApiServer,
  stopControllerManager,
  stopEtcd,
  stopKubelet,
  stopScheduler,
} from './program-loans.ts';
import { rebootNode } from './reboot-node.ts';
import { refuseByQuota } from './refuse-by-quota.ts';
import { refuseByWebhook } from './refuse-by-webhook.ts';
import { slowEtcdDisk } from './slow-etcd-disk.ts';
import { slowTermination } from './slow-termination.ts';
import { splitNodeNetwork } from './split-node-network.ts';
import { splitNodeFromApi, splitNodeFromPeers } from './split-node-partly.ts';
import { stopGarbageCollector } from './stop-garbage-collector.ts';
import { stuckProvisioner } from './stuck-provisioner.ts';
import { stuckVolume } from './stuck-volume.ts';
import { toxicClient } from './toxic-client.ts';
import { toxicLink } from './toxic-link.ts';
import { toxicMember } from './toxic-member.ts';
import { twoHalves } from './two-halves.ts';
import { upgradeControlPlane } from './upgrade-control-plane.ts';
import { volumeFull } from './volume-full.ts';
import { volumeReadOnly } from './volume-read-only.ts';

// A fault is listed here when a real cluster has shown all that it owes.

export const blows: readonly Blow<MemberParams>[] = [
  deletePod,
  deletePodByForce,
  evictPod,
  killContainer,
  failMember,
  completeMember,
  oomKill,
  deleteClaim,
  killLeader,
  killScheduler,
  deleteNode,
  rebootNode,
];

export const loans = [
  splitNodeNetwork,
  splitNodeFromApi,
  splitNodeFromPeers,
  twoHalves,
  flappingSplit,
  cordon,
  drain,
  outOfService,
  refuseByQuota,
  refuseByWebhook,
  holdByFinalizer,
  freezeMember,
  flapReadiness,
  brokenRevision,
  slowTermination,
  volumeReadOnly,
  volumeFull,
  stuckVolume,
  loseUnsyncedWrites,
  toxicLink,
  toxicMember,
  toxicClient,
  nodeOff,
  dnsOutage,
  stuckProvisioner,
  stopKubelet,
  stopScheduler,
  stopControllerManager,
  freezeControllerManager,
  stopGarbageCollector,
  stopApiServer,
  stopEtcd,
  slowEtcdDisk,
  laggingApiServer,
  flipGate,
  upgradeControlPlane,
] as const;

/** The loan a debt speaks of. Its params come from the same debt, so they are of its own kind. */
export function loanByName(name: string): Loan<Params> {
  const loan = loans.find((candidate) => candidate.name === name);
  if (loan) return loan as unknown as Loan<Params>;
  throw new HarnessError({
    what: `no fault is named ${name}`,
    lastSeen: `known: ${loans.map((known) => known.name).join(', ')}`,
    tryThis: 'the version of steadfast that wrote the debt',
  });
}
