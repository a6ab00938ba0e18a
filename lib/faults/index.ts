import type { Blow, Loan, Params } from '../model/fault.ts';
import type { MemberParams, SetParams } from '../model/scenario.ts';
import { HarnessError } from '../support/errors.ts';
import { brokenRevision } from './broken-revision.ts';
import { cordon } from './cordon.ts';
import { deleteClaim } from './delete-claim.ts';
import { deletePod } from './delete-pod.ts';
import { deletePodByForce } from './delete-pod-by-force.ts';
import { drain } from './drain.ts';
import { editsAtOnce } from './edits-at-once.ts';
import { completeMember, failMember } from './end-member.ts';
import { evictPod } from './evict-pod.ts';
import { flapReadiness } from './flap-readiness.ts';
import { holdByFinalizer } from './hold-by-finalizer.ts';
import { killContainer } from './kill-container.ts';
import { oomKill } from './oom-kill.ts';
import { refuseByQuota } from './refuse-by-quota.ts';
import { refuseByWebhook } from './refuse-by-webhook.ts';
import { slowTermination } from './slow-termination.ts';
import { splitNodeNetwork } from './split-node-network.ts';
import { toxicLink } from './toxic-link.ts';
import { volumeReadOnly } from './volume-read-only.ts';
import { wholeSetOutage } from './whole-set-outage.ts';

export const blows: readonly Blow<MemberParams>[] = [
  deletePod,
  deletePodByForce,
  evictPod,
  killContainer,
  oomKill,
  failMember,
  completeMember,
  deleteClaim,
];

/** Blows at a whole set. */
export const setBlows: readonly Blow<SetParams>[] = [wholeSetOutage, editsAtOnce];

export const loans = [
  splitNodeNetwork,
  cordon,
  drain,
  refuseByQuota,
  refuseByWebhook,
  holdByFinalizer,
  flapReadiness,
  brokenRevision,
  slowTermination,
  volumeReadOnly,
  toxicLink,
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
