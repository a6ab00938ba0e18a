import { parseArgs } from 'node:util';
import { type Interrupted, interruptRunner } from '../runner/interrupted-runner.ts';
import { clearGround, waysOf } from '../runner/loan-contract-ground.ts';
import { messageOf, UsageError } from '../support/errors.ts';
import { LIMITS } from '../support/limits.ts';
import { attached, loansNamed } from './loan-pool.ts';

const USAGE = 'npm run bench -- interrupt [--cluster NAME] [--loans NAME,NAME]';

/**
 * Presses Ctrl-C under one loan after another, in each of its ways, and measures how long the harm
 * goes on. Ends with 1 when any went on for longer than its limit.
 */
export async function interruptBench(args: readonly string[]): Promise<number> {
  const { cluster: name, loans } = askedFor(args);
  const cluster = await attached(name);
  const pool = loansNamed(loans, cluster);
  const seen: Interrupted[] = [];
  try {
    for (const loan of pool) {
      for (const way of waysOf(loan)) {
        const one = await interruptRunner(cluster, loan, way);
        seen.push(one);
        process.stdout.write(interruptedText(one));
      }
    }
  } finally {
    await clearGround(cluster);
  }
  const late = seen.filter(({ broken }) => broken.length > 0);
  process.stdout.write(`${seen.length} interrupted, ${late.length} not as they should be\n`);
  return late.length > 0 ? 1 : 0;
}

export function interruptedText({ fault, way, undoneMs, limit, broken }: Interrupted): string {
  const name = way === null ? fault : `${fault} by ${way}`;
  const took = undoneMs === null ? 'not undone' : `undone after ${(undoneMs / 1000).toFixed(1)} s`;
  const line = `${name.padEnd(34)} ${took}, of ${LIMITS[limit] / 1000} s (${limit})`;
  return [line, ...broken.map((words) => `      BROKEN ${words}`), ''].join('\n');
}

function askedFor(args: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        cluster: { type: 'string', default: 'default' },
        loans: { type: 'string', default: '' },
      },
    });
    return { cluster: values.cluster, loans: values.loans.split(',').filter(Boolean) };
  } catch (error) {
    throw new UsageError({ what: `bench interrupt: ${messageOf(error)}`, tryThis: USAGE });
  }
}
