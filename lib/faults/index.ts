import type { Blow, Loan, Params } from '../model/fault.ts';
import type { MemberParams } from '../model/scenario.ts';
import { HarnessError } from '../support/errors.ts';
import { deletePod } from './delete-pod.ts';
import { deletePodByForce } from './delete-pod-by-force.ts';
import { evictPod } from './evict-pod.ts';
import { killContainer } from './kill-container.ts';
import { splitNodeNetwork } from './split-node-network.ts';

// A fault is listed here when a real cluster has shown all that it owes: until then its file is
// there, and nothing offers it.

export const blows: readonly Blow<MemberParams>[] = [
  deletePod,
  deletePodByForce,
  evictPod,
  killContainer,
];

export const loans = [splitNodeNetwork] as const;

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
