import type { StatefulPromise } from '../../model/promise.ts';
import { sparesHealthyMembers } from './controller-acts.ts';
import { convergesInTheEnd, lastWordWins } from './converges.ts';
import { deniedAdmissionHeals } from './denied-admission.ts';
import { failoverChangesNothing, failoverResumes } from './failover.ts';
import { leadersLeadOn } from './leaders-lead-on.ts';
import { readsItsOwnWrites } from './own-writes.ts';
import { acknowledgedSpecsSurvive, membersOutliveTheApi } from './unreachable-api.ts';
import { nothingReplacedUnattended, waitsForTheScheduler } from './while-away.ts';

/** What holds while those who decide are away, and when they are back. */
export const controlPlanePromises: readonly StatefulPromise[] = [
  readsItsOwnWrites,
  sparesHealthyMembers,
  deniedAdmissionHeals,
  convergesInTheEnd,
  lastWordWins,
  failoverChangesNothing,
  failoverResumes,
  membersOutliveTheApi,
  acknowledgedSpecsSurvive,
  nothingReplacedUnattended,
  waitsForTheScheduler,
  leadersLeadOn,
];
