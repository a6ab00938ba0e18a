import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Cluster } from '../model/cluster.ts';
import type { Loan, Params } from '../model/fault.ts';
import { messageOf } from '../support/errors.ts';
import { LIMITS, type LimitName } from '../support/limits.ts';
import { waitFor } from '../support/wait.ts';
import { openLedger } from './ledger.ts';
import { borrowElsewhere, healAfter, type OtherRunner } from './loan-contract-elsewhere.ts';
import { paramsFor } from './loan-contract-ground.ts';
import { inForceLimit, undoLimit } from './loan-limits.ts';

/** What became of a loan whose runner was interrupted. */
export interface Interrupted {
  readonly fault: string;
  readonly way: string | null;
  /** From the signal until the loan itself said that it was undone; null where it did not. */
  readonly undoneMs: number | null;
  readonly limit: LimitName;
  /** What is wrong with it, in words. */
  readonly broken: readonly string[];
}

/** Interrupts a runner under a loan that is in force, as Ctrl-C does, and waits for its end. */
export async function interruptRunner(
  cluster: Cluster,
  loan: Loan<Params>,
  way: string | null,
): Promise<Interrupted> {
  const params = await paramsFor(loan, cluster, way);
  const runner = await borrowElsewhere({ cluster, fault: loan.name, params });
  const limit = interruptedLimit(loan);
  const broken: string[] = [];
  const phase = (what: string, wanted: string, within: LimitName) =>
    waitFor({
      what: `${loan.name} ${what}`,
      limit: within,
      everyMs: 25,
      read: () => phasesOf(runner),
      until: (phases) => phases.includes(wanted),
      describe: (phases) => phases.at(-1) ?? 'nothing yet',
    });
  const note = (error: unknown) => void broken.push(messageOf(error));
  await phase('to be in force', 'in-force', inForceLimit(loan)).catch(note);
  const asked = performance.now();
  const ended = runner.interrupt();
  const isUndone = await phase('to be undone', 'undone', undoLimit(loan)).then(() => true, note);
  const undoneMs = isUndone ? performance.now() - asked : null;
  if (undoneMs !== null && undoneMs > LIMITS[limit]) broken.push(`it took longer than ${limit}`);
  const code = await ended;
  if (code !== 130) broken.push(`its runner ended with ${code}`);
  const owed = openLedger(runner.folder).list();
  if (owed.length > 0) {
    broken.push(...owed.map(({ id }) => `it still owed ${id}`));
    await healAfter(runner, cluster);
  } else {
    rmSync(runner.folder, { recursive: true });
  }
  return { fault: loan.name, way, undoneMs, limit, broken };
}

/** What is started anew in another way has its own; a kubelet's pauses are no reason to be late. */
function interruptedLimit({ undoneLimit }: Loan<Params>): LimitName {
  return undoneLimit === 'controlPlaneBackMs' ? undoneLimit : 'interruptedMs';
}

function phasesOf({ folder }: OtherRunner): readonly string[] {
  const file = join(folder, 'history.jsonl');
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  return [...text.matchAll(/"phase":"([a-z-]+)"/g)].map(([, phase = '']) => phase);
}
