import type { StatefulPromise } from '../../model/promise.ts';
import { hostnameIsPodName } from './hostname-is-pod-name.ts';
import { onePodPerOrdinal } from './one-pod-per-ordinal.ts';
import { ordinalsWithoutHoles } from './ordinals-without-holes.ts';
import { stickyIdentity } from './sticky-identity.ts';

export const identityPromises: readonly StatefulPromise[] = [
  ordinalsWithoutHoles,
  onePodPerOrdinal,
  hostnameIsPodName,
  stickyIdentity,
];
