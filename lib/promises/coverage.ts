import type { Level, StatefulPromise } from '../model/promise.ts';
import { AREAS } from './areas.ts';

const LEVELS: readonly Level[] = ['MUST', 'SHOULD', 'INFORMATIONAL'];

export interface AreaCoverage {
  readonly area: string;
  readonly code: string;
  /** For each level: how many promises are judged, and how many of them some story tries. */
  readonly levels: Readonly<Record<Level, { readonly judged: number; readonly tried: number }>>;
}

/** What is judged and what is tried, area by area: a promise that no story tries is never held. */
export function coverageOf(
  promises: readonly Pick<StatefulPromise, 'id' | 'level'>[],
  tried: ReadonlySet<string>,
): readonly AreaCoverage[] {
  return Object.entries(AREAS).map(([code, area]) => {
    const own = promises.filter(({ id }) => id.split('-')[1] === code);
    const levels = LEVELS.map((level) => {
      const at = own.filter((promise) => promise.level === level);
      return [level, { judged: at.length, tried: at.filter(({ id }) => tried.has(id)).length }];
    });
    return { area, code, levels: Object.fromEntries(levels) };
  });
}

export function coverageText(coverage: readonly AreaCoverage[]): string {
  const total = (level: Level, key: 'judged' | 'tried') =>
    coverage.reduce((sum, { levels }) => sum + levels[level][key], 0);
  const cell = (tried: number, judged: number) => `${tried} of ${judged}`.padStart(14);
  const rows = coverage.map(({ area, code, levels }) => {
    const cells = LEVELS.map((level) => cell(levels[level].tried, levels[level].judged));
    return `${code}  ${area.padEnd(34)}${cells.join('')}`;
  });
  const heads = LEVELS.map((level) => level.padStart(14)).join('');
  const head = `     ${'tried of judged'.padEnd(34)}${heads}`;
  const sums = LEVELS.map((level) => cell(total(level, 'tried'), total(level, 'judged')));
  return `${[head, ...rows, `     ${'all'.padEnd(34)}${sums.join('')}`].join('\n')}\n`;
}
