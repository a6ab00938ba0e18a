import { parseArgs } from 'node:util';
import type { Loan, Params } from '../model/fault.ts';
import { fingerprint } from '../runner/fingerprint.ts';
import { type Aftermath, type Death, killRunner } from '../runner/killed-runner.ts';
import { clearGround, waysOf } from '../runner/loan-contract-ground.ts';
import { messageOf, UsageError } from '../support/errors.ts';
import { seeded } from '../support/random.ts';
import { attached, loansNamed } from './loan-pool.ts';
import { aftermathText, figuresText } from './undo-text.ts';

const USAGE =
  'npm run bench -- undo [--cluster NAME] [--times N] [--loans NAME,NAME] [--seed SEED]';

/** The latest moment of a death: by then most loans are in force, and some are not yet. */
const LATEST_MS = 10_000;

interface Asked {
  readonly cluster: string;
  readonly times: number;
  readonly loans: readonly string[];
  readonly seed: string;
}

/**
 * Kills one runner after another, each at a moment of its own under a loan of its own, and looks
 * for what is left. Ends with 1 when anything is.
 */
export async function undoBench(args: readonly string[]): Promise<number> {
  const asked = askedFor(args);
  const cluster = await attached(asked.cluster);
  const pool = loansNamed(asked.loans, cluster);
  const draw = deaths(asked.seed, pool);
  process.stdout.write(`seed ${asked.seed}, ${asked.times} runners, ${pool.length} loans\n`);
  const seen: Aftermath[] = [];
  try {
    const before = await fingerprint(cluster);
    while (seen.length < asked.times) {
      const aftermath = await killRunner(cluster, before, draw());
      seen.push(aftermath);
      process.stdout.write(aftermathText(seen.length, aftermath));
    }
  } finally {
    await clearGround(cluster);
    process.stdout.write(figuresText(seen));
  }
  return seen.some(({ left }) => left.length > 0) ? 1 : 0;
}

/** Every loan once before any comes again, so that a short bench is not of three loans. */
export function deaths(seed: string, pool: readonly Loan<Params>[]): () => Death {
  const random = seeded(seed);
  let waiting: Loan<Params>[] = [];
  return () => {
    if (waiting.length === 0) waiting = [...pool];
    const [loan] = waiting.splice(Math.floor(random() * waiting.length), 1);
    if (!loan) throw new RangeError('no loan to draw from');
    const ways = waysOf(loan);
    const way = ways[Math.floor(random() * ways.length)] ?? null;
    const afterMs = Math.floor(random() * LATEST_MS);
    return { loan, way, afterMs, by: random() < 0.5 ? 'timer' : 'heal' };
  };
}

function askedFor(args: readonly string[]): Asked {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        cluster: { type: 'string', default: 'default' },
        times: { type: 'string', default: '100' },
        loans: { type: 'string', default: '' },
        seed: { type: 'string', default: `${Date.now()}` },
      },
    });
    const times = Number(values.times);
    if (!Number.isInteger(times) || times < 1) throw new Error(`--times ${values.times}`);
    return { ...values, times, loans: values.loans.split(',').filter(Boolean) };
  } catch (error) {
    throw new UsageError({ what: `bench undo: ${messageOf(error)}`, tryThis: USAGE });
  }
}
