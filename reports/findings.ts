import type { RecordedFinding } from '../lib/model/promise.ts';
import type { ScenarioResult } from './matrix.ts';
import { oneLine } from './printable.ts';
import { quote } from './quote.ts';
import { QUOTED, quotedPlaces } from './read-scenario.ts';
import type { Report, ReportedFinding } from './report.ts';

const KINDS = [
  { kind: 'violation', of: 'violations' },
  { kind: 'doubt', of: 'doubts' },
  { kind: 'excused', of: 'excused' },
] as const;

export interface AllFindings {
  readonly findings: Report['findings'];
  readonly left: Report['left'];
}

/** What the checkers found, with the lines that show it, by promise and then by scenario. */
export function findingsOf(
  results: readonly ScenarioResult[],
  ids: readonly string[],
): AllFindings {
  const findings: ReportedFinding[] = [];
  const left: Report['left'][number][] = [];
  for (const promise of ids) {
    for (const result of results) {
      const verdict = result.judged?.verdicts.find((candidate) => candidate.promise === promise);
      for (const { kind, of } of verdict ? KINDS : []) {
        const found = verdict?.[of] ?? [];
        const place = { promise, scenario: result.planned.id, kind };
        for (const one of found.slice(0, QUOTED.findings)) {
          findings.push({ ...place, ...quoted(one, result) });
        }
        const more = found.length - QUOTED.findings;
        if (more > 0) left.push({ ...place, more });
      }
    }
  }
  return { findings, left };
}

function quoted({ says, evidence }: RecordedFinding, { judged }: ScenarioResult) {
  const lines = quotedPlaces(evidence).flatMap((place) => {
    const entry = judged?.lines.get(place);
    return entry ? [quote(entry)] : [];
  });
  return { says: oneLine(says), evidence: { total: evidence.length, lines } };
}
