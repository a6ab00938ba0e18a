import type { Entry } from '../lib/model/entry.ts';
import type { ScenarioResult } from './matrix.ts';
import type { Report } from './report.ts';

/**
 * How long the set took after each fault to be what its spec says again. The fault's end and the
 * convergence are both the runner's own steps, so one clock measures them. A story that came to its
 * end without looking again was not about that.
 */
export function recoveriesOf({ planned, run, judged }: ScenarioResult): Report['recoveries'] {
  const entries = [...(judged?.lines.values() ?? [])].sort((one, other) => one.seq - other.seq);
  return entries.flatMap((entry) => {
    if (entry.kind !== 'fault' || !['struck', 'undone'].includes(entry.phase)) return [];
    const converged = entries.find(
      (later) => later.seq > entry.seq && later.clock === entry.clock && isConvergence(later),
    );
    if (!converged && run.state === 'done') return [];
    const after = entry.phase === 'undone' ? `${entry.fault} undone` : entry.fault;
    return [{ scenario: planned.id, after, from: entry.at, to: converged?.at ?? null }];
  });
}

function isConvergence(entry: Entry): boolean {
  return entry.kind === 'step' && entry.step === 'converged';
}
