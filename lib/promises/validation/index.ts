import type { ApiProbe } from '../../model/api-probe.ts';
import type { Level, StatefulPromise } from '../../model/promise.ts';
import { checkAnswers } from '../answers.ts';
import { SOURCES } from '../sources.ts';
import { defaults, mutableFields, writes } from './acceptances.ts';
import { refusedAsUpdates, refusedAtCreation } from './refusals.ts';

/** All that is asked about what a set may be and become, in the order in which it is asked. */
export const validationProbes: readonly ApiProbe[] = [
  ...refusedAtCreation,
  ...defaults,
  ...refusedAsUpdates,
  ...mutableFields,
  ...writes,
];

const statements: readonly (readonly [string, Level, string, string])[] = [
  [
    ...(['SS-VAL-001', 'MUST', '1.9; the list of fields grew'] as const),
    'Of a set’s spec replicas, ordinals, template, update strategy, history limit, retention and ' +
      'minReadySeconds may change; anything else MUST be refused and leave the set as it was',
  ],
  [
    ...(['SS-VAL-002', 'MUST', '1.9'] as const),
    'A selector MUST be there, not be empty, match the template’s labels and never change; ' +
      'one of ' +
      'expressions alone is as good as any',
  ],
  [
    ...(['SS-VAL-003', 'MUST', '1.9'] as const),
    'Claim templates MUST NOT change: none added, none removed, no other size and no other class',
  ],
  [
    ...(['SS-VAL-004', 'MUST', '1.9; checked as a DNS label since 1.33'] as const),
    'A serviceName MUST be a DNS label where it is given, and never change',
  ],
  [
    ...(['SS-VAL-005', 'MUST', '1.9'] as const),
    'podManagementPolicy MUST be OrderedReady or Parallel, and never change',
  ],
  [
    ...(['SS-VAL-006', 'MUST', '1.9'] as const),
    'Replicas, the update partition, minReadySeconds and the start ordinal MUST NOT be negative',
  ],
  [
    ...(['SS-VAL-007', 'MUST', '1.9'] as const),
    'A restart policy other than Always and an active deadline MUST be refused',
  ],
  [
    ...(['SS-VAL-008', 'MUST', '1.9; two kinds up to 1.36'] as const),
    'The type of an update strategy MUST be one that the server knows',
  ],
  [...(['SS-VAL-009', 'MUST', '1.23'] as const), 'A retention policy MUST be Retain or Delete'],
  [
    ...(['SS-VAL-010', 'MUST', '1.27'] as const),
    'The name of a new set MUST be a DNS label: no dots, and at most 63 characters',
  ],
  [
    ...(['SS-VAL-011', 'MUST', '1.9; retention since 1.27'] as const),
    'What is left out MUST become one replica, OrderedReady, RollingUpdate from update partition ' +
      '0, ten revisions and Retain; a strategy that is named keeps its update partition open',
  ],
  [
    ...(['SS-VAL-012', 'MUST', '1.34'] as const),
    'A pod template or claim template that no pod or claim could be made from MUST be ' +
      'refused when ' +
      'the set is created',
  ],
  [
    ...(['SS-VAL-013', 'MUST', '1.17'] as const),
    'A set that is written back as it was read MUST be accepted',
  ],
  [
    ...(['SS-VAL-014', 'MUST', '1.9'] as const),
    'The generation MUST grow by one with a change of the spec, and with nothing else that is ' +
      'written',
  ],
  [
    ...(['SS-VAL-015', 'SHOULD', '1.9'] as const),
    'An update that names a stale version SHOULD be refused as a conflict, and one that ' +
      'names none ' +
      'go through',
  ],
];

/**
 * What the API server refuses is caught in a pipeline; what it lets through fails later, in a
 * controller's log, as pods that never come.
 */
export const validationPromises: readonly StatefulPromise[] = statements.map(
  ([id, level, since, statement]) => ({
    ...{ id, level, since, statement, source: SOURCES.api, provedByOneEntry: true },
    check: (history) => checkAnswers(history, id, validationProbes),
  }),
);
