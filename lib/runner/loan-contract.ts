import type { Capability, Cluster } from '../model/cluster.ts';
import type { Loan, Params, Proof } from '../model/fault.ts';
import { HarnessError, messageOf } from '../support/errors.ts';
import { LIMITS, type LimitName } from '../support/limits.ts';
import { passTime, waitFor } from '../support/wait.ts';
import { differenceText, diffFingerprints, fingerprint, isSame } from './fingerprint.ts';
import {
  borrowElsewhere,
  healAfter,
  SHORT_LEASE_SECONDS,
  undoElsewhere,
} from './loan-contract-elsewhere.ts';
import { paramsFor } from './loan-contract-ground.ts';
import { cutShort } from './loan-contract-interruption.ts';
import { inForceLimit, undoLimit } from './loan-limits.ts';
import { keepRenewing } from './renewals.ts';

type AnyLoan = Loan<Params>;

export interface Clause {
  readonly title: string;
  prove(cluster: Cluster): Promise<void>;
}

const LEASE = { id: 'contract', seconds: LIMITS.leaseSeconds };
const SHORT_LEASE = { id: 'contract', seconds: SHORT_LEASE_SECONDS };
/** What a loaded host may take to look, beyond the end of a lease. */
const SLACK_SECONDS = 10;

/** What every loan owes whoever uses it, shown on a real cluster. */
export function loanContract(loan: AnyLoan, way: string | null): readonly Clause[] {
  const clause = (title: string, prove: (bench: Bench) => Promise<void>): Clause => ({
    title,
    async prove(cluster) {
      const lacking = loan.needs.find((capability) => !cluster.can(capability));
      if (lacking) return demand(isDeclared(cluster, lacking));
      const bench = benchOf(cluster, loan, await paramsFor(loan, cluster, way));
      const before = await fingerprint(cluster);
      try {
        await prove(bench);
      } finally {
        await loan.undo(cluster, bench.params);
      }
      await until(`${loan.name} to be undone`, undoLimit(loan), bench.isUndone);
      await until('the cluster to look as it did before', 'nodeReadyMs', async () => {
        const difference = diffFingerprints(before, await fingerprint(cluster));
        return { holds: isSame(difference), says: differenceText(difference) };
      });
    },
  });
  return [
    clause('undo without an inject harms nobody, twice', async ({ undo, isUndone }) => {
      await undo();
      await undo();
      demand(await isUndone());
    }),
    clause('an inject takes effect, and undo works twice', async ({ inject, undo, inForce }) => {
      await inject();
      await inForce();
      await undo();
      await undo();
    }),
    clause('undo works after every part of an inject', undoneAfterEachPart),
    clause('undo works from another process', async ({ cluster, params, inject, inForce }) => {
      await inject();
      await inForce();
      await undoElsewhere({ cluster, fault: loan.name, params });
      await until(`${loan.name} to be undone`, undoLimit(loan), () =>
        loan.isUndone(cluster, params),
      );
    }),
    clause('the timer ends the harm when its lease runs out', endedByItsTimer),
    clause('a lease that is renewed does not run out', keptByRenewals),
    clause('a runner that is killed outright: its timer heals, and heal says so', async (bench) => {
      const { cluster, params } = bench;
      const runner = await borrowElsewhere({ cluster, fault: loan.name, params });
      try {
        await bench.inForce();
      } finally {
        await runner.kill();
      }
      await until('the timer to fire', 'deadManMs', bench.hasFired);
      const { paid, left } = await healAfter(runner, cluster);
      const says = paid.map((debt) => debt.says).join('; ');
      demand({ holds: paid.length === 1 && left.length === 0, says: `paid: ${says}` });
      demand({ holds: says.includes('fired'), says: `heal says ${says}` });
    }),
  ];
}

interface Bench {
  readonly loan: AnyLoan;
  readonly cluster: Cluster;
  readonly params: Params;
  inject(): Promise<void>;
  undo(): Promise<void>;
  isUndone(): Promise<Proof>;
  hasFired(): Promise<Proof>;
  inForce(): Promise<void>;
}

function benchOf(cluster: Cluster, loan: AnyLoan, given: Params): Bench {
  // A debt keeps its params as JSON, so what is used here has made that trip.
  const params = JSON.parse(JSON.stringify(given)) as Params;
  return {
    loan,
    cluster,
    params,
    inject: () => loan.inject(cluster, params, LEASE),
    undo: () => loan.undo(cluster, params),
    isUndone: () => loan.isUndone(cluster, params),
    hasFired: () => loan.hasFired(cluster, params),
    inForce: () => inForce(loan, cluster, params),
  };
}

/** A runner renews its lease while it waits for the proof; whose lease it is not is not renewed. */
async function inForce(loan: AnyLoan, cluster: Cluster, params: Params): Promise<void> {
  const renewals = keepRenewing(
    () => loan.renew(cluster, params, LEASE),
    () => {},
  );
  try {
    await until('the proof', inForceLimit(loan), () => loan.isInForce(cluster, params));
  } finally {
    await renewals.stop();
  }
}

/** Breaks the inject off before its first command, then before its second, and so on to its end. */
async function undoneAfterEachPart({ loan, cluster, params, undo, isUndone }: Bench) {
  for (let commands = 0; ; commands += 1) {
    const interrupted = cutShort(cluster, commands);
    const finished = await loan.inject(interrupted, params, LEASE).then(
      () => true,
      (error: unknown) => {
        if (interrupted.wasCut()) return false;
        throw error;
      },
    );
    await undo();
    await until(`an undo after ${commands} commands`, undoLimit(loan), isUndone);
    if (finished) break;
  }
}

async function endedByItsTimer({ loan, cluster, params, hasFired }: Bench) {
  await loan.inject(cluster, params, SHORT_LEASE);
  const started = performance.now();
  await until('the timer to fire', 'deadManMs', hasFired);
  const seconds = (performance.now() - started) / 1000;
  demand({
    holds: seconds <= SHORT_LEASE.seconds + SLACK_SECONDS,
    says: `a lease of ${SHORT_LEASE.seconds} s ended after ${seconds.toFixed(1)} s`,
  });
  const proof = await loan.isInForce(cluster, params);
  demand({ holds: !proof.holds, says: `after the timer fired: ${proof.says}` });
  const renewal = await loan.renew(cluster, params, SHORT_LEASE).then(() => null, messageOf);
  demand({ holds: renewal !== null, says: 'a lease was renewed after its timer had fired' });
}

async function keptByRenewals({ loan, cluster, params, inForce, hasFired }: Bench) {
  await loan.inject(cluster, params, SHORT_LEASE);
  const failures: string[] = [];
  const renewals = keepRenewing(
    () => loan.renew(cluster, params, SHORT_LEASE),
    (error) => void failures.push(messageOf(error)),
  );
  try {
    await passTime(SHORT_LEASE.seconds * 2000);
    await inForce();
    demand({ holds: failures.length === 0, says: failures.join('; ') });
    const fired = await hasFired();
    demand({ holds: !fired.holds, says: fired.says });
  } finally {
    await renewals.stop();
  }
}

async function until(what: string, limit: LimitName, read: () => Promise<Proof>): Promise<void> {
  const until = ({ holds }: Proof) => holds;
  await waitFor({ what, limit, read, until, describe: ({ says }) => says });
}

/** What a provider cannot do it says, and why: then nobody is owed the rest. */
function isDeclared({ subject }: Cluster, lacking: Capability): Proof {
  const declared = subject.lacks.find(({ capability }) => capability === lacking);
  return {
    holds: (declared?.reason ?? '') !== '',
    says: `${subject.provider} lacks ${lacking}: ${declared?.reason ?? 'nobody says why'}`,
  };
}

function demand({ holds, says }: Proof): void {
  if (!holds) throw new HarnessError({ what: 'the contract of a loan was broken', lastSeen: says });
}
