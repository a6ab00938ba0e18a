import { pasteable } from '../lib/support/exec.ts';
import type { Report } from './report.ts';

/** Where to look, and what to type to judge and to run one scenario of a run again. */
export interface Commands {
  readonly history: string;
  readonly judge: string;
  readonly rerun: string;
}

/** `run` is the run's folder as the reader would type it. */
export function commandsFor(report: Report, scenario: string, run: string): Commands {
  const place = report.scenarios.find(({ id }) => id === scenario)?.folder ?? '';
  return {
    history: `${run}/${place}/history.jsonl`,
    judge: pasteable(['steadfast', 'judge', `${run}/${place}`]),
    rerun: rerunCommand(report, scenario),
  };
}

/** Suites that a plain run leaves out. */
const ONLY_WHEN_ASKED: readonly string[] = ['workloads', 'known-bad'];

/** The same victims on the same kind of subject: a seed alone says nothing about the cluster. */
export function rerunCommand({ run, subject, scenarios }: Report, scenario: string): string {
  const { provider, context, kubernetes, timers } = subject;
  const where =
    provider === 'existing'
      ? ['--context', context]
      : ['--provider', provider, '--kubernetes', kubernetes.replace(/^v/, '')];
  const named = timers.name === 'as found' ? [] : ['--timers', timers.name];
  const suite = scenarios.find(({ id }) => id === scenario)?.suite ?? '';
  const asked = ONLY_WHEN_ASKED.includes(suite) ? ['--suite', suite] : [];
  const what = ['steadfast', 'run', scenario, ...asked];
  return pasteable([...what, '--seed', run.seed, ...where, ...named]);
}
