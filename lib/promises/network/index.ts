import type { StatefulPromise } from '../../model/promise.ts';
import {
  notReadyIsNoEndpoint,
  oneServiceNames,
  serviceOfOne,
  terminatingIsNoEndpoint,
} from './endpoints.ts';
import { nameResolvesToMember } from './name-resolves-to-member.ts';
import { namesFollow, neverSomebodyElse, publishedEarly } from './names.ts';
import { serviceNamesReady } from './service-name.ts';
import { serviceRecords } from './service-records.ts';
import { namelessIsLegal, serviceIsNobodys, worksWithoutService } from './services-and-sets.ts';
import { absenceIsCached, addressesChange } from './surprises.ts';

/** Checkers that no story puts to the test are not part of the catalogue. */
export const networkPromises: readonly StatefulPromise[] = [
  nameResolvesToMember,
  serviceNamesReady,
  namesFollow,
  notReadyIsNoEndpoint,
  terminatingIsNoEndpoint,
  publishedEarly,
  oneServiceNames,
  serviceRecords,
  neverSomebodyElse,
  worksWithoutService,
  namelessIsLegal,
  absenceIsCached,
  serviceOfOne,
  addressesChange,
  serviceIsNobodys,
];
