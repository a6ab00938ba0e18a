import type { ApiProbe } from '../../model/api-probe.ts';
import type { Json } from '../../model/fault.ts';
import type { StatefulPromise } from '../../model/promise.ts';
import { checkAnswers } from '../answers.ts';
import { SOURCES } from '../sources.ts';

const FIELD = 'spec.updateStrategy.rollingUpdate.maxUnavailable';
const ON = { capability: 'max-unavailable', is: true } as const;
const OFF = { capability: 'max-unavailable', is: false } as const;
const SINCE = '1.24';

/** What becomes of the field by itself: asked of every server, with the gate on and off. */
export const fieldProbes: readonly ApiProbe[] = [
  { ...kept('max-unavailable-dropped', 2, null), when: OFF },
  { ...kept('max-unavailable-kept', 2, 2), when: ON },
  { ...kept('max-unavailable-percentage-kept', '40%', '40%'), when: ON },
  { ...kept('max-unavailable-default', null, 1), when: ON },
];

/** What it may be: only a server that reads the field has anything to say to that. */
export const valueProbes: readonly ApiProbe[] = [
  refused('max-unavailable-of-0', 0),
  refused('max-unavailable-of-0%', '0%'),
  refused('max-unavailable-below-0', -1),
  refused('max-unavailable-of-101%', '101%'),
  refused('max-unavailable-in-words', 'most'),
  { ...allowed('max-unavailable-above-replicas', 99), when: ON },
  { ...allowed('max-unavailable-of-100%', '100%'), when: ON },
];

/** A field that comes and goes with a gate is lost where nobody looks. */
export const fieldFollowsTheGate: StatefulPromise = {
  id: 'SS-MXU-001',
  level: 'MUST',
  statement:
    'Without its gate maxUnavailable MUST be dropped when a set is written, and with it be kept, ' +
    'and be 1 where nobody says',
  source: SOURCES.rollout,
  since: 'alpha 1.24 off; 1.35.0 beta on; off again in a 1.35 patch and in 1.36',
  provedByOneEntry: true,
  check: (history) => checkAnswers(history, fieldFollowsTheGate.id, fieldProbes),
};

/** None at all would be an update that never begins. */
export const valuesThatLetUpdatesGoOn: StatefulPromise = {
  id: 'SS-MXU-005',
  level: 'MUST',
  statement:
    'maxUnavailable MUST be a number from 1 or a percentage from 1 to 100, and may be more than ' +
    'there are replicas',
  source: SOURCES.rollout,
  since: 'gate on',
  provedByOneEntry: true,
  check: (history) => checkAnswers(history, valuesThatLetUpdatesGoOn.id, valueProbes),
};

function kept(name: string, given: Json, found: Json): ApiProbe {
  return {
    ...{ name, promises: ['SS-MXU-001'], ask: 'create', since: SINCE },
    edits: { 'spec.updateStrategy': strategy(given) },
    due: { code: 200, finds: { [FIELD]: found } },
  };
}

function refused(name: string, given: Json): ApiProbe {
  return {
    ...{ name, promises: ['SS-MXU-005'], ask: 'create', since: SINCE, when: ON },
    edits: { 'spec.updateStrategy': strategy(given) },
    due: { code: 422, at: FIELD },
  };
}

function allowed(name: string, given: Json): ApiProbe {
  return {
    ...{ name, promises: ['SS-MXU-005'], ask: 'create', since: SINCE },
    edits: { 'spec.updateStrategy': strategy(given) },
    due: { code: 200, finds: { [FIELD]: given } },
  };
}

function strategy(maxUnavailable: Json): Json {
  const rollingUpdate = maxUnavailable === null ? { partition: 0 } : { maxUnavailable };
  return { type: 'RollingUpdate', rollingUpdate };
}
