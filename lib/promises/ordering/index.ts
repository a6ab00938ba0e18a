import type { StatefulPromise } from '../../model/promise.ts';
import { changesOfMind } from './changes-of-mind.ts';
import { condemnedAndUnready } from './condemned-and-unready.ts';
import { deletionAffectsOne } from './deletion-affects-one.ts';
import { downToNothing } from './down-to-nothing.ts';
import { scaleDownHalts, scaleUpHalts } from './halts.ts';
import { lowerFirst, noDeadlock, serialRecovery } from './lower-first.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { orderedStart } from './ordered-start.ts';
import { readinessAlone } from './readiness-alone.ts';
import { reverseStop } from './reverse-stop.ts';
import { scalingBeforeUpdating } from './scaling-before-updating.ts';
import { terminatingBlocks } from './terminating-blocks.ts';

export const orderingPromises: readonly StatefulPromise[] = [
  orderedStart,
  oneAtATime,
  scaleUpHalts,
  reverseStop,
  scaleDownHalts,
  condemnedAndUnready,
  lowerFirst,
  noDeadlock,
  serialRecovery,
  changesOfMind,
  downToNothing,
  scalingBeforeUpdating,
  readinessAlone,
  terminatingBlocks,
  deletionAffectsOne,
];
