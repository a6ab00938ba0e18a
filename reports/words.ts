/** The small sentences that every format shares, so that all of them say the same thing. */

export function times(trials: number): string {
  if (trials === 1) return 'tried once';
  return trials === 0 ? 'not tried' : `tried ${trials} times`;
}

/** A number with its noun: "1 promise", "3 promises". */
export function plural(n: number, one: string, many = `${one}s`): string {
  return `${n} ${n === 1 ? one : many}`;
}

/** "a, b and c". */
export function list(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} and ${words[words.length - 1]}`;
}

/** "a, b and 4 more": for sentences that must stay short whatever happened. */
export function shortList(words: readonly string[], most: number): string {
  if (words.length <= most) return list(words);
  return `${words.slice(0, most).join(', ')} and ${words.length - most} more`;
}

/** A length of time as one would say it. */
export function duration(ms: number): string {
  if (Math.round(ms) < 1000) return `${Math.round(ms)} ms`;
  if (ms < 59_950) return `${Number((ms / 1000).toFixed(1))} s`;
  const seconds = Math.round(ms / 1000);
  const [hours, minutes, rest] = [
    Math.floor(seconds / 3600),
    Math.floor((seconds % 3600) / 60),
    seconds % 60,
  ];
  if (hours > 0) return `${hours} h ${minutes} min`;
  return rest === 0 ? `${minutes} min` : `${minutes} min ${rest} s`;
}

/** Small numbers are a distance from their clock's zero; large ones are Unix time, in UTC. */
export function moment(at: number): string {
  if (at >= 100_000_000_000) return new Date(at).toISOString().slice(11);
  return `${(at / 1000).toFixed(3)} s`;
}

/** `nodeMonitorGraceSeconds: 12` or `node-monitor-grace: 12` as "node monitor grace 12 s". */
export function timer(name: string, value: number): string {
  const words = name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/[-_]/g, ' ')
    .toLowerCase();
  if (words.endsWith(' ms')) return `${words.slice(0, -3)} ${duration(value)}`;
  return `${words.replace(/ (seconds|s)$/, '')} ${value} s`;
}
