import {
  type LineOperation,
  type Operation,
  operationText,
  type Verdict,
} from '../linear/index.ts';

/** A witness is for reading; where it is longer, the rest is in the file. */
const WITNESS_LINES = 20;

interface Judged {
  readonly model: string;
  readonly operations: readonly LineOperation[];
}

/** The verdict first, in one line; for a violation the witness below it. */
export function verdictText(verdict: Verdict, { model, operations }: Judged): string {
  const what = `${verdict.operations} operations, model ${model}, ${verdict.parts} parts`;
  if (verdict.outcome === 'held') return `HELD      ${what}: they are linearizable\n`;
  if (verdict.outcome === 'unknown') return `UNKNOWN   ${what}: ${verdict.reason}\n`;
  const { last, key, prefix, possible } = verdict.witness;
  const lines = [
    `VIOLATED  ${what}: key ${key} is not linearizable`,
    `  at        ${placeText(operations, last)}`,
    `  prefix    the first ${prefix} operations there up to that return, and no fewer`,
    ...(possible.length > 0 ? [`  possible  ${possible.join(', or ')}, just before`] : []),
  ];
  const concerned = verdict.witness.operations;
  for (const [place, operation] of concerned.slice(0, WITNESS_LINES).entries()) {
    lines.push(`  ${place === 0 ? 'concerned' : '         '} ${placeText(operations, operation)}`);
  }
  const left = concerned.length - WITNESS_LINES;
  if (left > 0) lines.push(`            and ${left} more`);
  return `${lines.join('\n')}\n`;
}

interface Figures {
  readonly readMs: number;
  readonly checkMs: number;
  readonly operations: number;
  readonly clients: number;
  readonly keys: number;
  readonly peakKilobytes: number;
}

export function figuresText(figures: Figures): string {
  const { readMs, checkMs, operations, clients, keys, peakKilobytes } = figures;
  const rate = checkMs > 0 ? Math.round((operations / checkMs) * 1000) : 0;
  return [
    `history   ${operations} operations, ${clients} clients, ${keys} keys`,
    `read      ${Math.round(readMs)} ms`,
    `check     ${Math.round(checkMs)} ms, ${rate} operations a second`,
    `memory    ${Math.ceil(peakKilobytes / 1024)} MB at most`,
    '',
  ].join('\n');
}

/** The witness holds the very operations that were read, so their lines are known. */
function placeText(operations: readonly LineOperation[], operation: Operation): string {
  const line = operations.find((each) => each === operation)?.line;
  return line === undefined
    ? operationText(operation)
    : `line ${line}: ${operationText(operation)}`;
}
