import { InvalidArgumentError } from '@commander-js/extra-typings';
import { PROVIDERS, type Wanted } from '../cluster/choose.ts';
import {
  type FeatureGates,
  type Timers,
  VOLUME_MAKERS,
  type VolumeMaker,
} from '../model/cluster.ts';
import type { Suite } from '../model/scenario.ts';
import { SYSTEMS, type SystemName } from '../model/system.ts';
import { PROFILES, type Profile } from './profile.ts';

const SUITES = ['conformance', 'chaos', 'known-bad', 'workloads'] as const;
const TIMERS = ['short', 'stock'] as const;

/** Readers of option values: each says what was wrong and what would be right. */
export const provider = oneOf<Wanted>('provider', PROVIDERS);
export const suite = oneOf<Suite>('suite', SUITES);
export const workload = oneOf<SystemName>('workload', SYSTEMS);
export const profile = oneOf<Profile>('profile', PROFILES);
export const timers = oneOf<Timers>('set of timers', TIMERS);
export const volumes = oneOf<VolumeMaker>('maker of volumes', VOLUME_MAKERS);

function oneOf<Word extends string>(what: string, words: readonly Word[]) {
  return (given: string): Word => {
    const word = words.find((candidate) => candidate === given);
    if (word) return word;
    throw new InvalidArgumentError(`"${given}" is no ${what}. Type one of: ${words.join(', ')}.`);
  };
}

export function count(given: string): number {
  if (/^[1-9][0-9]{0,2}$/.test(given)) return Number(given);
  throw new InvalidArgumentError(`"${given}" is no count. Type a whole number from 1 to 999.`);
}

export function seed(given: string): string {
  if (/^[0-9a-zA-Z][0-9a-zA-Z-]{0,31}$/.test(given)) return given;
  throw new InvalidArgumentError(
    `"${given}" is no seed. Type up to 32 letters, digits and dashes, such as 8c1f.`,
  );
}

export function kubernetes(given: string): string {
  const version = given.replace(/^v/, '');
  if (/^1\.[0-9]+\.[0-9]+$/.test(version)) return version;
  throw new InvalidArgumentError(`"${given}" is no Kubernetes version. Type one such as 1.36.3.`);
}

/** '90s', '15m', '2h', or a plain number of seconds. */
export function duration(given: string): number {
  const match = /^([0-9]+)(s|m|h)?$/.exec(given);
  const factor = { s: 1000, m: 60_000, h: 3_600_000 }[match?.[2] ?? 's'];
  const ms = Number(match?.[1] ?? 0) * (factor ?? 0);
  if (ms > 0) return ms;
  throw new InvalidArgumentError(`"${given}" is no duration. Type one such as 90s, 15m or 2h.`);
}

export function several(given: string, before: readonly string[] = []): readonly string[] {
  return [...before, ...given.split(',').filter(Boolean)];
}

/** Ids of runs as their label has them: nothing that a selector would take for more than one. */
export function runIds(given: string, before: readonly string[] = []): readonly string[] {
  if (/^[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/.test(given)) return [...before, given];
  throw new InvalidArgumentError(
    `"${given}" is no id of a run. Type one such as 20261121T040200-8c1f.`,
  );
}

/** 'MaxUnavailableStatefulSet=true,Other=false', as the programs of Kubernetes are given them. */
export function featureGates(given: string): FeatureGates {
  const pairs = given.split(',').map((pair) => /^([A-Z][A-Za-z0-9]*)=(true|false)$/.exec(pair));
  if (pairs.every((pair) => pair !== null)) {
    return Object.fromEntries(pairs.map(([, gate = '', value]) => [gate, value === 'true']));
  }
  throw new InvalidArgumentError(
    `"${given}" are no feature gates. Type some such as MaxUnavailableStatefulSet=true.`,
  );
}

/** '2/4': the second of four shards. */
export function shard(given: string): { readonly part: number; readonly of: number } {
  const [, part, of] = /^([0-9]+)\/([0-9]+)$/.exec(given)?.map(Number) ?? [];
  if (part !== undefined && of !== undefined && part >= 1 && part <= of && of <= 999) {
    return { part, of };
  }
  throw new InvalidArgumentError(`"${given}" is no shard. Type one such as 2/4: second of four.`);
}
