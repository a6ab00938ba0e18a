import type { History } from '../model/entry.ts';
import { draw } from './drawing.ts';

export type DrawnRows = Readonly<Record<string, readonly string[]>>;

export function drawAll(rows: DrawnRows): Readonly<Record<string, History>> {
  return Object.fromEntries(Object.entries(rows).map(([name, own]) => [name, draw(...own)]));
}

/** The same story with other rows in the place of those that begin like them, up to the options. */
export function redraw(rows: readonly string[] | undefined, ...changed: readonly string[]) {
  return (): History => draw(...withRows(rows, ...changed));
}

export function withRows(
  rows: readonly string[] | undefined,
  ...changed: readonly string[]
): readonly string[] {
  const left = [...changed];
  const redrawn = (rows ?? []).map((row) => {
    const place = left.findIndex((other) => beginning(other) === beginning(row));
    return place < 0 ? row : (left.splice(place, 1)[0] ?? row);
  });
  if (left.length > 0) throw new Error(`no row begins like ${left.join(' or ')}`);
  return redrawn;
}

/** Kind, names, and the letters of the changes it draws: what a row is about. */
function beginning(row: string): string {
  const words = (row.split('|')[0] ?? '').trim().split(/\s+/);
  const letters = words.flatMap((word) => (/^[m-q]=/.test(word) ? [word.slice(0, 2)] : []));
  return [...words.filter((word) => !/[=@]/.test(word)), ...letters].join(' ');
}
