import type { StatefulPromise } from '../../model/promise.ts';
import { fieldFollowsTheGate, valuesThatLetUpdatesGoOn } from './answers.ts';
import { backOneByOne } from './back-one-by-one.ts';
import { allMissingCount } from './counted-together.ts';
import { ignoredWithoutTheGate } from './gate-taken-back.ts';
import {
  neverMoreUnavailable,
  percentagesRoundedDown,
  takenTogetherFromTheTop,
} from './updates-at-once.ts';

export const maxUnavailablePromises: readonly StatefulPromise[] = [
  fieldFollowsTheGate,
  neverMoreUnavailable,
  takenTogetherFromTheTop,
  percentagesRoundedDown,
  valuesThatLetUpdatesGoOn,
  allMissingCount,
  backOneByOne,
  ignoredWithoutTheGate,
];
