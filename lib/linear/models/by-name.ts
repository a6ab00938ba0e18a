import type { Model } from '../model.ts';
import type { Operation } from '../operation.ts';
import { counter } from './counter.ts';
import { lock } from './lock.ts';
import { register } from './register.ts';
import { set } from './set.ts';
import { singleOwner } from './single-owner.ts';

/** In the order in which they are tried on a history that does not say what it is about. */
export const MODELS: readonly Model<unknown>[] = [register, set, counter, lock, singleOwner];

export function modelNamed(name: string): Model<unknown> | null {
  return MODELS.find((model) => model.name === name) ?? null;
}

/** The first model that knows every kind in the history, or null: reads alone are a register's. */
export function modelOfKinds(operations: readonly Operation[]): Model<unknown> | null {
  const kinds = [...new Set(operations.map(({ kind }) => kind))];
  return MODELS.find((model) => kinds.every((kind) => Object.hasOwn(model.kinds, kind))) ?? null;
}
