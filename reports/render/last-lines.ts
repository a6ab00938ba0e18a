import type { Report } from '../report.ts';
import { ENDS, firstWords, troublesOf, unfinishedOf } from '../troubles.ts';
import { field } from './text.ts';

/**
 * What decided against the run, once more and in short: of a long log people are often shown the
 * last lines alone.
 */
export function lastLines(report: Report, width: number): readonly string[] {
  const troubles = troublesOf(report).filter(({ row }) => row.gates);
  const rows = [
    ...troubles.map((trouble) => {
      const { row, scenario } = trouble;
      return [row.standing, `${row.id} in ${scenario}`, firstWords(trouble)];
    }),
    ...unfinishedOf(report).map(({ scenario: { id, state, error } }) => {
      return [ENDS[state], id, error === ENDS[state] ? '' : (error ?? '')];
    }),
    ...report.stuck.map(({ fault, says }) => ['left behind', fault, says]),
  ];
  return rows.flatMap(([word = '', where = '', says = '']) => {
    const inShort = says
      .trim()
      .split(/\s*\n\s*/)
      .join('; ');
    return field(word, inShort === '' ? where : `${where}: ${inShort}`, { name: 13, width });
  });
}
