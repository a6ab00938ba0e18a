import type { StatefulPromise } from '../../model/promise.ts';
import { aliasesAreClaimed } from './aliases.ts';
import { describesItself, tooLongForPods } from './beyond-the-name.ts';
import { crashInPlace } from './crash-in-place.ts';
import { hostnameIsPodName } from './hostname-is-pod-name.ts';
import { indexLabelNotPutBack, nameLabelPutBack } from './labels-put-back.ts';
import { onePodPerOrdinal } from './one-pod-per-ordinal.ts';
import { ordinalsWithoutHoles } from './ordinals-without-holes.ts';
import { stickyIdentity } from './sticky-identity.ts';
import { whatMembersCarry } from './what-members-carry.ts';

export const identityPromises: readonly StatefulPromise[] = [
  ordinalsWithoutHoles,
  onePodPerOrdinal,
  hostnameIsPodName,
  ...whatMembersCarry,
  nameLabelPutBack,
  indexLabelNotPutBack,
  stickyIdentity,
  describesItself,
  crashInPlace,
  tooLongForPods,
  aliasesAreClaimed,
];
