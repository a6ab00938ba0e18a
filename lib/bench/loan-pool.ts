import { attachByName } from '../cluster/choose.ts';
import { loans } from '../faults/index.ts';
import type { Cluster } from '../model/cluster.ts';
import type { Loan, Params } from '../model/fault.ts';
import { UsageError } from '../support/errors.ts';

/** The loans of these names that the cluster can be put to; without any name all that it can. */
export function loansNamed(names: readonly string[], cluster: Cluster): readonly Loan<Params>[] {
  const known = loans as unknown as readonly Loan<Params>[];
  const strangers = names.filter((name) => !known.some((loan) => loan.name === name));
  if (strangers.length > 0) {
    const tryThis = known.map(({ name }) => name).join(', ');
    throw new UsageError({ what: `no loan is named ${strangers.join(', ')}`, tryThis });
  }
  return known
    .filter(({ name }) => names.length === 0 || names.includes(name))
    .filter(({ needs }) => needs.every((capability) => cluster.can(capability)));
}

export async function attached(name: string): Promise<Cluster> {
  const cluster = await attachByName(name);
  if (cluster) return cluster;
  throw new UsageError({
    what: `no cluster ${name} is up`,
    tryThis: `steadfast cluster up --name ${name}`,
  });
}
