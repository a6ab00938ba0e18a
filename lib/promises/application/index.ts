import type { StatefulPromise } from '../../model/promise.ts';
import { acceptsAtRest } from './accepts-at-rest.ts';
import { acknowledgedStays } from './acknowledged-stays.ts';
import { backAfterFullStop, configurationUnread, fileStillThere } from './back-after-trouble.ts';
import { introducedInOrder } from './introduced.ts';
import { actsAsOne } from './linearizable.ts';
import { memberIdsUnique } from './member-ids.ts';
import { numberedOnce } from './numbered-once.ts';
import { peersFindEachOther } from './peers-by-name.ts';
import { quorumKept } from './quorum.ts';
import { sameFileServed } from './same-file.ts';
import { servedWithinThresholds } from './served-within-thresholds.ts';
import { sumsConserved } from './sums-conserved.ts';
import { writesSurviveFaults } from './writes-survive-faults.ts';

/** Checkers that no story puts to the test are not part of the catalogue. */
export const applicationPromises: readonly StatefulPromise[] = [
  writesSurviveFaults,
  memberIdsUnique,
  introducedInOrder,
  quorumKept,
  fileStillThere,
  backAfterFullStop,
  configurationUnread,
  peersFindEachOther,
  acknowledgedStays,
  actsAsOne,
  sameFileServed,
  numberedOnce,
  sumsConserved,
  servedWithinThresholds,
  acceptsAtRest,
];
