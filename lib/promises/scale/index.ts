import type { Level, StatefulPromise } from '../../model/promise.ts';
import { checkAnswers } from '../answers.ts';
import { SOURCES } from '../sources.ts';
import { scaleProbes } from './probes.ts';
import { replicasAlone } from './replicas-alone.ts';

const statements: readonly (readonly [string, Level, string, string])[] = [
  [
    ...(['SS-SCL-001', 'MUST', '1.16; patches since 1.21'] as const),
    'The scale MUST read and change the replicas, whether it is read, put or patched',
  ],
  [
    ...(['SS-SCL-004', 'MUST', '1.9'] as const),
    'A scale below zero and one that names a stale version MUST be refused',
  ],
];

export const scalePromises: readonly StatefulPromise[] = [
  ...statements.map(([id, level, since, statement]): StatefulPromise => {
    const promise = { id, level, since, statement, source: SOURCES.api };
    const check: StatefulPromise['check'] = (history) => checkAnswers(history, id, scaleProbes);
    return { ...promise, provedByOneEntry: true, check };
  }),
  ...replicasAlone,
];
