import { entrySchema, type History } from '../model/entry.ts';
import { apiPens } from './drawing-api.ts';
import { claimPens } from './drawing-claims.ts';
import { clientPens } from './drawing-clients.ts';
import { groundPens } from './drawing-ground.ts';
import { loadPens } from './drawing-load.ts';
import { networkPens } from './drawing-network.ts';
import { nodePens } from './drawing-nodes.ts';
import { type Row, type Scene, SECOND, UPTIME, WALL } from './drawing-scene.ts';

/**
 * Unit tests draw their histories: a row per object or witness, a column per second.
 *
 *     pod web-1 b @n2 rev=r2 | +.R..T-
 *     run web-1 b @n2        | .[....]
 *     gap pod                | ..---..
 *
 * Left of the bar stand a kind, names and options; right of it each mark is something that was
 * seen, and a dot is nothing. Rows of one column happen from top to bottom, 10 ms apart. What the
 * marks mean stands with the pens that draw them.
 */
export function draw(...rows: readonly string[]): History {
  const scene = newScene();
  const marks = rows.map(parseRow).flatMap((row, place) => marksOf(row, place));
  marks.sort((one, other) => one.at - other.at);
  const entries: object[] = [subjectStep(rows), ...CLOCKS];
  for (const { row, mark, at, seconds } of marks) {
    const pen = PENS[row.kind];
    if (!pen) throw new Error(`no pen draws ${row.kind}`);
    entries.push(...pen({ row, mark, at, seconds, scene }));
  }
  return entries.map((entry, seq) => entrySchema.parse({ ...RUNNER, ...entry, seq }));
}

const PENS = {
  ...clientPens,
  ...loadPens,
  ...apiPens,
  ...claimPens,
  ...networkPens,
  ...nodePens,
  ...groundPens,
};
const ROW_MS = 10;
const RUNNER = { by: 'runner', clock: 'runner', at: 0 };

const CLOCKS = [UPTIME, WALL].map(({ clock, ahead }) => ({
  ...{ kind: 'step', step: 'clock', name: clock, says: 'measured' },
  facts: { offsetMs: -ahead, errorMs: 1 },
}));

function newScene(): Scene {
  return {
    rv: 100,
    objects: new Map(),
    volumes: new Map(),
    containers: new Map(),
    operations: new Map(),
  };
}

function parseRow(text: string): Row {
  const [words = '', columns = ''] = text.split('|').map((part) => part.trim());
  const [kind = '', ...rest] = words.split(/\s+/);
  const options: Record<string, string> = {};
  const names: string[] = [];
  for (const word of rest) {
    const equals = word.indexOf('=');
    if (word.startsWith('@')) options.node = word.slice(1);
    else if (equals > 0) options[word.slice(0, equals)] = word.slice(equals + 1);
    else names.push(word);
  }
  return { kind, names, options, columns };
}

function marksOf(row: Row, place: number) {
  if (row.kind === 'subject') return [];
  return [...row.columns.matchAll(row.kind === 'gap' ? /-+/g : /[^.\s]/g)].map((match) => ({
    row,
    mark: match[0].charAt(0),
    at: match.index * SECOND + place * ROW_MS,
    seconds: match[0].length,
  }));
}

/** A row `subject` without columns changes what the first step says. */
function subjectStep(rows: readonly string[]): object {
  const told = rows.map(parseRow).find(({ kind }) => kind === 'subject');
  const { capabilities, tries, dns = '2', back, ...rest } = told?.options ?? {};
  const facts = {
    ...{ scenario: 'drawn', namespace: 'ns', set: 'web', service: 'web', provider: 'kind' },
    ...{ kubernetes: '1.36.3', clusterDomain: 'cluster.local', ...rest },
    timers: { name: 'short', facts: { nodeMonitorGraceSeconds: 4, nodeMonitorPeriodSeconds: 1 } },
    dnsPropagationMs: Number(dns) * SECOND,
    ...(back ? { msSinceApiWasBack: Number(back) * SECOND } : {}),
    tries: tries ? tries.split(',') : [],
    capabilities: capabilities ? capabilities.split(',') : [],
  };
  return { kind: 'step', step: 'subject', name: 'web', says: 'drawn', facts };
}
