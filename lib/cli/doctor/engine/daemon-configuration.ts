import { z } from 'zod';
import { HarnessError, messageOf } from '../../../support/errors.ts';
import { RUNTIME } from './runtime-wrapper.ts';

const DEFAULT = 'default-runtime';
const anything = z.record(z.string(), z.unknown());
type Configuration = z.infer<typeof anything>;

/** The engine's configuration with our runtime as the default; every other key stays as it is. */
export function withRuntime(text: string | null, path: string): string {
  const found = parse(text);
  const runtimes = { ...anything.parse(found.runtimes ?? {}), [RUNTIME]: { path } };
  return print({ ...found, runtimes, [DEFAULT]: RUNTIME });
}

/**
 * The same without ours, for a file that somebody has edited since. The default goes back to what
 * `before` named. Null means that nothing is left and that there was no file.
 */
export function withoutRuntime(text: string, before: string | null): string | null {
  const { [DEFAULT]: chosen, runtimes, ...rest } = parse(text);
  const earlier = parse(before);
  const { [RUNTIME]: _, ...others } = anything.parse(runtimes ?? {});
  const left: Configuration = { ...rest };
  if (Object.keys(others).length > 0 || 'runtimes' in earlier) left.runtimes = others;
  const restored = chosen === RUNTIME ? earlier[DEFAULT] : chosen;
  if (restored !== undefined) left[DEFAULT] = restored;
  return Object.keys(left).length === 0 && before === null ? null : print(left);
}

/**
 * What has to stand in the file for a moment while ours is taken away: an engine that reloads a
 * file without a default keeps the default it has.
 */
export function withPlainDefault(text: string, before: string | null): string {
  return print({ ...parse(text), [DEFAULT]: parse(before)[DEFAULT] ?? 'runc' });
}

/** True when the file says something of runtimes, which flags may then not say as well. */
export function speaksOfRuntimes(text: string | null): boolean {
  const found = parse(text);
  return DEFAULT in found || 'runtimes' in found;
}

function parse(text: string | null): Configuration {
  if (text === null || text.trim() === '') return {};
  try {
    return anything.parse(JSON.parse(text));
  } catch (error) {
    throw new HarnessError({
      what: "the engine's configuration is not JSON",
      lastSeen: messageOf(error).split('\n')[0] ?? '',
      tryThis: 'look at /etc/docker/daemon.json',
    });
  }
}

function print(configuration: Configuration): string {
  return `${JSON.stringify(configuration, null, 2)}\n`;
}
