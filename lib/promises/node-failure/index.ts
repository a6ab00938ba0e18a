import type { StatefulPromise } from '../../model/promise.ts';
import { livingNodesEvictGently, tolerantMembersStay } from './called-dead.ts';
import { cordonKeepsWhoIsThere } from './cordoned.ts';
import { failedMembersReplaced, failingGoesUnslowed } from './failed-members.ts';
import { fencedVolumesLetGo } from './fenced-volumes.ts';
import { evictionKeepsGrace, lostMembersAreUnready } from './lost-nodes.ts';
import { fencedMembersMoveOn, theFencedStayDead } from './power-lost.ts';
import { rebootsKeepMembers } from './rebooted.ts';

export const nodeFailurePromises: readonly StatefulPromise[] = [
  fencedMembersMoveOn,
  theFencedStayDead,
  fencedVolumesLetGo,
  livingNodesEvictGently,
  tolerantMembersStay,
  lostMembersAreUnready,
  rebootsKeepMembers,
  failedMembersReplaced,
  failingGoesUnslowed,
  evictionKeepsGrace,
  cordonKeepsWhoIsThere,
];
