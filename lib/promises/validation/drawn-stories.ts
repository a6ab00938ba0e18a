import type { ApiProbe } from '../../model/api-probe.ts';
import type { EntryOf, History } from '../../model/entry.ts';
import { draw } from '../drawing.ts';
import { renumbered } from '../drawn-edits.ts';
import { validationProbes } from './index.ts';

/** An API server that answers every question as is due. */
export const validationStories: Readonly<Record<string, History>> = {
  validation: renumbered([...draw(), ...validationProbes.map(answerAsDue)]),
};

export function answerAsDue({ name, ask, due, forReal }: ApiProbe, place: number) {
  const { code, at = '', finds = {}, generationGrows = null, unchanged = null } = due;
  return {
    ...{ kind: 'request', by: 'runner', clock: 'runner', seq: 0, at: 100 * place },
    ...{ verb: ask === 'create' ? 'create' : 'update', resource: 'statefulsets', name: 'bench' },
    ...{ uid: null, grace: null, subresource: ask === 'status' ? 'status' : null, code },
    ...{ says: code < 300 ? 'accepted' : `bench is invalid: ${at}: no`, dryRun: !forReal },
    ...{ probe: name, facts: { finds, generationGrows, unchanged } },
  } satisfies EntryOf<'request'>;
}
