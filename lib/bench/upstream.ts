import { parseArgs } from 'node:util';
import { play } from '../cli/play.ts';
import { fewestThatTry } from '../cli/profile.ts';
import { selectScenarios } from '../cli/select.ts';
import type { RunEnd } from '../runner/run.ts';
import { messageOf, UsageError } from '../support/errors.ts';

const USAGE = 'npm run bench -- upstream [--cluster NAME] [--jobs N] [--seed SEED] [--out DIR]';

/**
 * What the eight conformance cases of Kubernetes itself are about: order, both ways of starting,
 * updates, canaries and phased ones, scaling by the subresource, eviction, and status.
 */
export const UPSTREAM: readonly string[] = [
  ...['SS-UPD-001', 'SS-UPD-002', 'SS-UPD-010', 'SS-UPD-011', 'SS-REV-002', 'SS-PTN-001'],
  ...['SS-PTN-003', 'SS-PTN-004', 'SS-ORD-001', 'SS-ORD-002', 'SS-ORD-003', 'SS-ORD-004'],
  ...['SS-ORD-005', 'SS-PAR-001', 'SS-PAR-002', 'SS-NOD-009', 'SS-SCL-001', 'SS-DEL-012'],
  'SS-STA-005',
];

/** Those cases one after another, on kind on two cores. */
const UPSTREAM_SECONDS = 361;

/** Judges those promises on a cluster that is up, and says how long that took. */
export async function upstreamBench(args: readonly string[]): Promise<number> {
  const { cluster, jobs, seed, out } = askedFor(args);
  const all = await selectScenarios({ names: [], suite: undefined, promises: [] });
  const stories = fewestThatTry(
    UPSTREAM,
    all.filter(({ scenario }) => !scenario.exclusive && scenario.needs.every(isEverywhere)),
  );
  const { end, code } = await play(
    stories.map(({ id }) => id),
    {
      ...{ provider: 'auto', cluster, jobs, seed, out, timers: 'short' },
      ...{ strict: false, keep: false, json: false },
    },
  );
  if (end) process.stdout.write(figuresOf(end, stories.length));
  return code;
}

/** A gate or another cluster decides on these; the promises here need neither. */
function isEverywhere(capability: string): boolean {
  return capability !== 'max-unavailable';
}

function figuresOf({ folder, report }: RunEnd, stories: number): string {
  const rows = report.promises.filter(({ id }) => UPSTREAM.includes(id));
  const { startedAt, endedAt } = report.run;
  const seconds = (Date.parse(endedAt ?? startedAt) - Date.parse(startedAt)) / 1000;
  const held = rows.filter(({ outcome }) => outcome === 'held');
  const others = rows.filter(({ outcome }) => outcome !== 'held');
  return [
    `upstream  ${held.length} of ${UPSTREAM.length} promises held, in ${stories} stories`,
    ...others.map(({ id, outcome, says }) => `          ${id} ${outcome}: ${says}`),
    `took      ${seconds.toFixed(1)} s; upstream's own cases took ${UPSTREAM_SECONDS} s on kind`,
    `evidence  ${folder}`,
    '',
  ].join('\n');
}

function askedFor(args: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        cluster: { type: 'string', default: 'default' },
        jobs: { type: 'string', default: '5' },
        seed: { type: 'string', default: '8c1f' },
        out: { type: 'string' },
      },
    });
    const jobs = Number(values.jobs);
    if (!Number.isInteger(jobs) || jobs < 1) throw new Error(`--jobs ${values.jobs}`);
    return { ...values, jobs };
  } catch (error) {
    throw new UsageError({ what: `bench upstream: ${messageOf(error)}`, tryThis: USAGE });
  }
}
