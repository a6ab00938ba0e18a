import { buildSystem, systemImage, whyNotHad } from '../airgap/systems/index.ts';
import type { Wanted } from '../cluster/choose.ts';
import { gatesText } from '../cluster/feature-gates.ts';
import type { FeatureGates, Timers } from '../model/cluster.ts';
import type { Suite } from '../model/scenario.ts';
import type { SystemName } from '../model/system.ts';
import type { FoundScenario } from '../runner/find-scenarios.ts';
import { jobsOn } from '../runner/jobs.ts';
import { planOf, planText } from '../runner/plan.ts';
import { newSeed, type RunEnd, runAll } from '../runner/run.ts';
import { consent, mustBeGuarded } from './consent.ts';
import { playableOn } from './left-out.ts';
import { ofProfile, type Profile } from './profile.ts';
import { type Progress, progressOn } from './progress.ts';
import { ofShard, type Shard, selectScenarios } from './select.ts';
import { type Interruption, onInterruption } from './signals.ts';
import { type RunSubject, subjectOf } from './subject-of-run.ts';
import { touchedText } from './touched.ts';

export interface PlayOptions {
  readonly provider: Wanted;
  readonly suite?: Suite | undefined;
  readonly workload?: SystemName | undefined;
  readonly promise?: readonly string[] | undefined;
  readonly context?: string | undefined;
  readonly kubeconfig?: string | undefined;
  readonly cluster?: string | undefined;
  readonly kubernetes?: string | undefined;
  readonly binaries?: string | undefined;
  readonly controllerManager?: string | undefined;
  readonly featureGates?: FeatureGates | undefined;
  readonly timers: Timers;
  readonly nodeFaults?: boolean | undefined;
  readonly profile?: Profile | undefined;
  readonly shard?: Shard | undefined;
  readonly seed?: string | undefined;
  readonly jobs?: number | undefined;
  readonly timeout?: number | undefined;
  readonly namespace?: string | undefined;
  readonly witnessImage?: string | undefined;
  readonly storageClass?: string | undefined;
  readonly allow?: readonly string[] | undefined;
  readonly on?: readonly string[] | undefined;
  readonly yesReally?: string | undefined;
  readonly dryRun?: boolean | undefined;
  readonly out?: string | undefined;
  readonly strict: boolean;
  readonly keep: boolean;
  readonly json: boolean;
}

export type Played =
  | { readonly end: RunEnd; readonly code: number }
  | { readonly end: null; readonly code: number };

const stderr = (line: string) => void process.stderr.write(`${line}\n`);

/** The exit code of a run in which nothing was put to the test. */
const NOTHING_HELD = 2;

/** A whole run, from the choice of a cluster to its removal; ends with the run's exit code. */
export async function play(names: readonly string[], options: PlayOptions): Promise<Played> {
  const { suite, workload, promise: promises = [], nodeFaults } = options;
  const missing = workload && !options.context ? whyNotHad(workload) : null;
  if (missing) {
    process.stdout.write(`not applicable: ${workload}: ${missing}\n`);
    return { end: null, code: NOTHING_HELD };
  }
  const wanted = await selectScenarios({
    ...{ names, suite, workload, promises, nodeFaults },
  });
  mustBeGuarded(options);
  const seed = options.seed ?? newSeed();
  const interruption = onInterruption(stderr);
  const limit = options.timeout ? [AbortSignal.timeout(options.timeout)] : [];
  const signal = AbortSignal.any([interruption.signal, ...limit]);
  if (options.dryRun && !options.context) {
    const text = planText(seed, planOf(seed, narrowed(wanted, names, options)));
    process.stdout.write(`${text}on a cluster of its own, and nothing else\n`);
    return { end: null, code: 0 };
  }
  let subject: RunSubject | null = null;
  let progress: Progress | null = null;
  try {
    // Two runs of one seed may be under way on one host.
    const own = `run-${seed.toLowerCase()}-${process.pid.toString(36)}`;
    subject = await subjectOf(options, own, stderr, signal);
    // What cannot be played here puts nothing to the test, so the rest is chosen without it.
    const playable = playableOn(subject.cluster, wanted, stderr);
    const scenarios = narrowed(playable, names, options);
    const plan = planOf(seed, scenarios);
    process.stderr.write(planText(seed, plan));
    if (options.dryRun) {
      process.stdout.write(touchedText(subject.cluster, scenarios));
      return { end: null, code: 0 };
    }
    await consent(subject.cluster, options.yesReally);
    await makeImages(subject, scenarios, signal);
    const board = progressOn(scenarios.map(({ id, scenario }) => ({ id, title: scenario.title })));
    progress = board;
    const { cluster, choice } = subject;
    const { out, keep } = options;
    const jobs = options.jobs ?? jobsOn(subject.cluster.subject.provider);
    const end = await runAll({
      ...{ cluster, choice, seed, scenarios, plan, jobs, out, keep, signal },
      options: asGiven(options),
      onProgress: (task, line) => board.say(task, line),
      onEnd: (task, ended) => board.end(task, ended.state === 'done' ? null : ended.error),
    });
    return { end, code: codeOf(end, interruption) };
  } catch (error) {
    const code = interruption.code();
    if (code === null) throw error;
    stderr('ended by a signal before there was anything to report');
    return { end: null, code };
  } finally {
    await progress?.close();
    if (!options.keep) await subject?.remove(stderr);
    interruption.release();
  }
}

/** Whoever names stories, a suite or promises wants all of them; a plain run is the core. */
function narrowed(
  stories: readonly FoundScenario[],
  names: readonly string[],
  { profile, suite, workload, promise, shard }: PlayOptions,
): readonly FoundScenario[] {
  const isPlainRun = names.length === 0 && !suite && !workload && !promise?.length;
  const chosen = ofProfile(stories, profile ?? (isPlainRun ? 'core' : 'all'));
  return shard ? ofShard(chosen, shard) : chosen;
}

/** Images of the systems that the stories need, where no registry is asked for them. */
async function makeImages(
  { cluster }: RunSubject,
  scenarios: readonly FoundScenario[],
  signal: AbortSignal,
): Promise<void> {
  const systems = new Set(
    scenarios.flatMap(({ scenario }) => scenario.workload.system?.name ?? []),
  );
  for (const system of cluster.nodes.length > 0 ? systems : []) {
    if (!systemImage(system)?.isBuilt) await buildSystem(system, { progress: stderr, signal });
  }
}

/** A fault left behind is worse than an interruption, and that says more than a verdict. */
function codeOf({ report }: RunEnd, interruption: Interruption): number {
  const { exitCode } = report.verdict;
  return exitCode === 4 ? 4 : (interruption.code() ?? exitCode);
}

function asGiven(options: PlayOptions): Record<string, string | number | boolean | null> {
  return Object.fromEntries(
    Object.entries(options).map(([name, value]) => [
      name,
      name === 'featureGates' && value
        ? gatesText(value as FeatureGates)
        : typeof value === 'object' && value !== null
          ? Object.values(value).join(',')
          : ((value ?? null) as string | number | boolean | null),
    ]),
  );
}
