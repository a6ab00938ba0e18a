import type { StatefulPromise } from '../model/promise.ts';
import { AREAS, areaOf } from './areas.ts';

type Row = Pick<StatefulPromise, 'id' | 'level' | 'statement' | 'since' | 'source'>;

/** docs/promises.md: what is judged, in sentences, with the stories that put each to the test. */
export function promisesPage(
  promises: readonly Row[],
  triedBy: (id: string) => readonly string[],
): string {
  const areas = Object.values(AREAS).map((area) => {
    const own = promises.filter(({ id }) => areaOf(id) === area);
    return own.length === 0 ? '' : section(area, own, triedBy);
  });
  const levels = ['MUST', 'SHOULD', 'INFORMATIONAL'] as const;
  const counts = levels.map((level) => {
    return `${promises.filter((promise) => promise.level === level).length} ${level}`;
  });
  return [
    '# Promises',
    '',
    `${promises.length} sentences that histories are judged by: ${counts.join(', ')}.`,
    'A broken MUST fails a run; a broken SHOULD does so with `--strict`; an INFORMATIONAL',
    'sentence asserts a known surprise, so that a change of it becomes visible.',
    '`steadfast explain ID` prints one.',
    '',
    '_Written by `npm run docs`; a test compares it with the code._',
    '',
    ...areas.filter(Boolean),
  ].join('\n');
}

function section(
  area: string,
  promises: readonly Row[],
  triedBy: (id: string) => readonly string[],
): string {
  const rows = promises.map(({ id, level, statement, since, source }) => {
    const stories = triedBy(id).join(', ') || 'where it happens';
    const rest = `Since ${since}; [source](${source}); tried by: ${stories}.`;
    return `- **${id}** (${level}) ${statement}. _${rest}_`;
  });
  return [`## ${area.charAt(0).toUpperCase()}${area.slice(1)}`, '', ...rows, ''].join('\n');
}
