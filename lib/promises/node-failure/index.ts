import type { StatefulPromise } from '../../model/promise.ts';
import { failedMembersReplaced, failingGoesUnslowed } from './failed-members.ts';
import { evictionKeepsGrace, lostMembersAreUnready } from './lost-nodes.ts';

export const nodeFailurePromises: readonly StatefulPromise[] = [
  lostMembersAreUnready,
  failedMembersReplaced,
  failingGoesUnslowed,
  evictionKeepsGrace,
];
