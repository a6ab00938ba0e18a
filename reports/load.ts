import type { Entry, EntryOf } from '../lib/model/entry.ts';
import { groupBy } from '../lib/model/history.ts';
import type { ScenarioResult } from './matrix.ts';
import type { Report } from './report.ts';

type Sample = EntryOf<'sample'>;

/** Deeds of the story after which clients may be told otherwise, beside its faults. */
const CHANGES: readonly string[] = [
  ...['k6', 'k6-over', 'roll-out', 'update-partition', 'scale', 'delete-set', 'recreate-set'],
];

/**
 * What k6 was told, in stretches: from the load's start, each fault and each change of the set to
 * the next one. A request belongs to the stretch in which it was asked: k6 dates it by its end.
 */
export function bandsOf({ planned, judged }: ScenarioResult): Report['load']['bands'] {
  const entries = [...(judged?.lines.values() ?? [])].sort((one, other) => one.seq - other.seq);
  const requests = entries.filter(isRequest);
  const marks = entries.filter(isMark);
  return marks.flatMap((mark, place) => {
    const to = marks[place + 1]?.at ?? Number.POSITIVE_INFINITY;
    const asked = requests.filter(({ at, value }) => at - value >= mark.at && at - value < to);
    if (asked.length === 0) return [];
    const answered = asked.filter(({ tags }) => tags.expected_response === 'true');
    return [
      {
        ...{ scenario: planned.id, since: nameOf(mark), from: mark.at },
        ...{ requests: asked.length, failed: asked.length - answered.length },
        latency: ranked(answered.map(({ value }) => value)),
        errors: errorsOf(asked),
      },
    ];
  });
}

/** What k6 made of the thresholds of its script, when the load was over. */
export function thresholdsOf({ planned, judged }: ScenarioResult): Report['load']['thresholds'] {
  const told = [...(judged?.lines.values() ?? [])].filter((entry) => entry.kind === 'threshold');
  return told
    .map(({ metric, condition, holds, value, samples }) => {
      return { scenario: planned.id, metric, condition, holds, value, samples };
    })
    .sort((one, other) => (nameOfThreshold(one) < nameOfThreshold(other) ? -1 : 1));
}

/** k6 tells them in no order of its own. */
function nameOfThreshold({ metric, condition }: { metric: string; condition: string }): string {
  return `${metric} ${condition}`;
}

function isRequest(entry: Entry): entry is Sample {
  return entry.kind === 'sample' && entry.metric === 'http_req_duration';
}

function isMark(entry: Entry): entry is EntryOf<'fault' | 'step'> {
  if (entry.kind === 'fault') return ['struck', 'in-force', 'undone'].includes(entry.phase);
  return entry.kind === 'step' && entry.step === 'verb' && CHANGES.includes(entry.name);
}

function nameOf(mark: EntryOf<'fault' | 'step'>): string {
  if (mark.kind === 'fault') return mark.phase === 'undone' ? `${mark.fault} undone` : mark.fault;
  return mark.says;
}

/** k6's own words for why a request failed, the most frequent first. */
function errorsOf(asked: readonly Sample[]): Report['load']['bands'][number]['errors'] {
  const failed = asked.filter(({ tags }) => tags.expected_response !== 'true');
  const groups = groupBy(failed, ({ tags }) => tags.error || `status ${tags.status ?? 'unknown'}`);
  return [...groups]
    .map(([says, own]) => ({ says, times: own.length }))
    .sort((one, other) => other.times - one.times || (one.says < other.says ? -1 : 1));
}

/** By rank, so that each was really measured; null where nobody was answered. */
function ranked(times: readonly number[]) {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? null;
  return { half: at(0.5), nineOfTen: at(0.9), ninetyNine: at(0.99), all: at(1) };
}
