import type { StatefulPromise } from '../../model/promise.ts';
import { notReadyIsNoEndpoint, oneServiceNames, serviceOfOne } from './endpoints.ts';
import { nameResolvesToMember } from './name-resolves-to-member.ts';
import { namesFollow, neverSomebodyElse, publishedEarly } from './names.ts';
import { serviceNamesReady } from './service-name.ts';
import { serviceRecords } from './service-records.ts';
import { namelessIsLegal, serviceIsNobodys, worksWithoutService } from './services-and-sets.ts';
import { absenceIsCached, addressesChange } from './surprises.ts';

export const networkPromises: readonly StatefulPromise[] = [
  nameResolvesToMember,
  serviceNamesReady,
  namesFollow,
  notReadyIsNoEndpoint,
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
