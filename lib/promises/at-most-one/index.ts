import type { StatefulPromise } from '../../model/promise.ts';
import { deadNodesKeepNames } from '../node-failure/power-lost.ts';
import { oneThroughFailovers } from './across-failovers.ts';
import { atMostOne } from './at-most-one.ts';
import { deleteNodeFreesNames } from './delete-node-frees-names.ts';
import { forceDeleteFreesName } from './force-delete-frees-name.ts';
import { ghostsAreStopped, ghostsDoNotReturn } from './ghosts.ts';
import {
  gracefulDeleteFreesNothing,
  nameKeptBehindSplit,
  nameKeptWithoutKubelet,
} from './name-kept-behind-split.ts';
import { oneObjectPerOrdinal } from './one-object-per-ordinal.ts';
import { oneSuccessorAfterHeal } from './one-successor-after-heal.ts';
import { oneWriterAtATime } from './one-writer-at-a-time.ts';
import { tolerationMovesTheMoment } from './toleration-moves-the-moment.ts';

export const atMostOnePromises: readonly StatefulPromise[] = [
  atMostOne,
  nameKeptBehindSplit,
  nameKeptWithoutKubelet,
  deadNodesKeepNames,
  oneSuccessorAfterHeal,
  gracefulDeleteFreesNothing,
  forceDeleteFreesName,
  ghostsAreStopped,
  deleteNodeFreesNames,
  oneThroughFailovers,
  ghostsDoNotReturn,
  oneWriterAtATime,
  tolerationMovesTheMoment,
  oneObjectPerOrdinal,
];
