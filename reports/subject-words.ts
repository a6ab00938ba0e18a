import type { Report } from './report.ts';
import { duration, list, plural, timer } from './words.ts';

/** What was judged, by whom and how closely, as rows of a name and a sentence. */
export function subjectRows(report: Report): readonly (readonly [string, string])[] {
  const { provider, subject, suite, run } = report;
  const commit = suite.commit ? `, commit ${suite.commit}` : '';
  return [
    ['provider', `${provider.choice}: ${provider.reason}`],
    ['subject', `Kubernetes ${subject.kubernetes.replace(/^v/, '')}, ${nodes(report)}`],
    ['timers', timersOf(report)],
    ['beats', beats(report)],
    [
      'suite',
      `steadfast ${suite.version}${commit}${run.strict ? ', strict: SHOULD counts too' : ''}`,
    ],
    ['run', `${run.id}, seed ${run.seed}, ${lasted(report)}`],
    ['scenarios', scenarioCounts(report)],
  ];
}

/** "3 held, 1 violated", in the order of urgency, without what did not happen. */
export function promiseCounts({ counts }: Report): string {
  const { violated, error, unknown, changed, held, untried } = counts.promises;
  const words = [
    [violated, 'violated'],
    [error, 'error'],
    [unknown, 'unknown'],
    [changed, 'changed'],
    [held, 'held'],
    [untried, 'not put to the test'],
    [counts.promises['not-applicable'], 'not applicable'],
  ] as const;
  return words
    .filter(([n]) => n > 0)
    .map(([n, word]) => `${n} ${word}`)
    .join(', ');
}

function nodes({ subject }: Report): string {
  const roles = new Map<string, number>();
  for (const { role } of subject.nodes) roles.set(role, (roles.get(role) ?? 0) + 1);
  const words = [...roles].map(([role, n]) =>
    plural(n, role === 'worker' ? 'worker' : `${role} node`),
  );
  return words.length > 0 ? `${list(words)} (cluster ${subject.cluster})` : subject.cluster;
}

function timersOf({ subject }: Report): string {
  const facts = Object.entries(subject.timers.facts).map(([name, value]) => timer(name, value));
  return [subject.timers.name, ...(facts.length > 0 ? [facts.join(', ')] : [])].join(': ');
}

/** Two lives that overlap by less than a beat leave no trace in the beats. */
function beats({ scenarios }: Report): string {
  const periods = new Map<number, number>();
  for (const { beatMs } of scenarios) periods.set(beatMs, (periods.get(beatMs) ?? 0) + 1);
  const words = [...periods]
    .sort(([one], [other]) => one - other)
    .map(([ms, n]) => `every ${duration(ms)} in ${plural(n, 'scenario')}`);
  return words.length > 0 ? words.join(', ') : 'none: no scenario was planned';
}

function lasted({ run }: Report): string {
  if (run.status === 'running' || run.endedAt === null) return 'it never came to its end';
  const ms = Date.parse(run.endedAt) - Date.parse(run.startedAt);
  return `${run.status} after ${duration(ms)}`;
}

function scenarioCounts({ counts }: Report): string {
  const { done, error, aborted } = counts.scenarios;
  const words = [
    [done, 'played to the end'],
    [error, 'broke'],
    [aborted, 'interrupted'],
    [counts.scenarios['not-run'], 'not run'],
  ] as const;
  const said = words.filter(([n]) => n > 0).map(([n, word]) => `${n} ${word}`);
  return said.length > 0 ? said.join(', ') : 'none';
}
