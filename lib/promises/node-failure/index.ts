import type { StatefulPromise } from '../../model/promise.ts';
import { livingNodesEvictGently, tolerantMembersStay } from './called-dead.ts';
import { failedMembersReplaced, failingGoesUnslowed } from './failed-members.ts';
import { evictionKeepsGrace, lostMembersAreUnready } from './lost-nodes.ts';

export const nodeFailurePromises: readonly StatefulPromise[] = [
  livingNodesEvictGently,
  tolerantMembersStay,
  lostMembersAreUnready,
  failedMembersReplaced,
  failingGoesUnslowed,
  evictionKeepsGrace,
];
