import type { Aftermath } from '../runner/killed-runner.ts';

export function aftermathText(turn: number, aftermath: Aftermath): string {
  const { fault, by, reached, undoneMs, left } = aftermath;
  const took = undoneMs === null ? 'not undone' : `undone after ${secondsText(undoneMs)}`;
  const words = `${`${turn}`.padStart(4)}  ${fault}, died at ${reached}: ${took} by ${by}`;
  return [words, ...left.map((trace) => `      LEFT ${trace}`), ''].join('\n');
}

/** What it took, for each way on its own: a timer has a lease to wait for. */
export function figuresText(seen: readonly Aftermath[]): string {
  const harmful = seen.filter(({ left }) => left.length > 0);
  const faults = new Set(seen.map(({ fault }) => fault)).size;
  return [
    `killed    ${seen.length} runners under ${faults} loans: ${phasesText(seen)}`,
    `timer     ${spreadText(seen.filter(({ by }) => by === 'timer'))}`,
    `heal      ${spreadText(seen.filter(({ by }) => by === 'heal'))}`,
    `left      ${harmful.length} left something behind`,
    '',
  ].join('\n');
}

function phasesText(seen: readonly Aftermath[]): string {
  const counts = new Map<string, number>();
  for (const { reached } of seen) counts.set(reached, (counts.get(reached) ?? 0) + 1);
  return [...counts].map(([phase, count]) => `${count} at ${phase}`).join(', ') || 'none';
}

function spreadText(seen: readonly Aftermath[]): string {
  const times = seen.flatMap(({ undoneMs }) => undoneMs ?? []).sort((one, other) => one - other);
  const at = (share: number) => secondsText(times[Math.floor((times.length - 1) * share)] ?? 0);
  if (times.length === 0) return 'none';
  return `${times.length} undone after ${at(0)} to ${at(1)}, half of them within ${at(0.5)}`;
}

function secondsText(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
