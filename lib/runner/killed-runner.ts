import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Cluster } from '../model/cluster.ts';
import type { Loan, Params, Proof } from '../model/fault.ts';
import { messageOf } from '../support/errors.ts';
import type { LimitName } from '../support/limits.ts';
import { passTime, waitFor } from '../support/wait.ts';
import {
  differenceText,
  diffFingerprints,
  type Fingerprint,
  fingerprint,
  isSame,
} from './fingerprint.ts';
import { borrowElsewhere, healAfter, SHORT_LEASE_SECONDS } from './loan-contract-elsewhere.ts';
import { paramsFor } from './loan-contract-ground.ts';
import { undoLimit } from './loan-limits.ts';

/** One death of a runner, as it was drawn. */
export interface Death {
  readonly loan: Loan<Params>;
  readonly way: string | null;
  /** From its debt on disk until it is killed. */
  readonly afterMs: number;
  /** Who ends the harm: the timer where the harm is, or whoever pays the debt at once. */
  readonly by: 'timer' | 'heal';
}

export interface Aftermath {
  readonly fault: string;
  readonly by: Death['by'];
  /** How far it had come when it died, by the last phase in its own history. */
  readonly reached: string;
  /** From the kill until the timer had fired, or the debt was paid; null where neither came. */
  readonly undoneMs: number | null;
  /** What was found that should not be there. */
  readonly left: readonly string[];
}

/** Kills a runner under a loan, and looks at what becomes of the harm. */
export async function killRunner(
  cluster: Cluster,
  before: Fingerprint,
  { loan, way, afterMs, by }: Death,
): Promise<Aftermath> {
  const params = await paramsFor(loan, cluster, way);
  const harmed = { cluster, fault: loan.name, params, leaseSeconds: SHORT_LEASE_SECONDS };
  const runner = await borrowElsewhere(harmed);
  await passTime(afterMs);
  const endedItself = runner.hasEnded();
  const reached = endedItself ? 'its own end' : phaseReached(runner.folder);
  if (!endedItself) await runner.kill();
  const killed = performance.now();
  const left: string[] = [];
  const note = async (what: string, limit: LimitName, read: () => Promise<Proof>) => {
    const until = ({ holds }: Proof) => holds;
    await waitFor({ what, limit, read, until, describe: ({ says }) => says }).catch(
      (error: unknown) => left.push(messageOf(error)),
    );
  };
  if (by === 'timer')
    await note('the timer', 'deadManMs', () => endedByItself(loan, cluster, params));
  const fired = performance.now();
  const report = await healAfter(runner, cluster);
  left.push(...report.left.map(({ says }) => says));
  const undone = by === 'timer' ? fired : performance.now();
  const isWell = left.length === 0;
  await note(`${loan.name} to be undone`, undoLimit(loan), () => loan.isUndone(cluster, params));
  await note('the cluster to look as it did before', 'nodeReadyMs', async () => {
    const difference = diffFingerprints(before, await fingerprint(cluster));
    return { holds: isSame(difference), says: differenceText(difference) };
  });
  return { fault: loan.name, by, reached, undoneMs: isWell ? undone - killed : null, left };
}

/** A runner that died before its timer was armed has left nothing that could fire. */
async function endedByItself(loan: Loan<Params>, cluster: Cluster, params: Params): Promise<Proof> {
  const fired = await loan.hasFired(cluster, params);
  return fired.holds ? fired : loan.isUndone(cluster, params);
}

function phaseReached(folder: string): string {
  const file = join(folder, 'history.jsonl');
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  return [...text.matchAll(/"phase":"([a-z-]+)"/g)].at(-1)?.[1] ?? 'its debt';
}
