import type { Mutant } from './mutants.ts';

const CONTROL = 'stateful_set_control.go';
const GATE = 'if utilfeature.DefaultFeatureGate.Enabled(features.MaxUnavailableStatefulSet) {';
const ASKED = '\n\t\treturn updateStatefulSetAfterInvariantEstablished(';
const OLD =
  'if getPodRevision(replicas[target]) != updateRevision.Name && !isTerminating(replicas[target])';
const SAID = ' {\n\t\t\tlogger.V(2).Info("Pod of StatefulSet is terminating for update"';

/**
 * Controllers that do nothing wrong, and at some point nothing at all. The second of the promises
 * says which stories come to that point.
 */
export const hangingMutants: readonly Mutant[] = [
  {
    name: 'held-up-by-the-condemned',
    does: 'waits for a condemned member that is not Ready, for ever',
    file: CONTROL,
    find: 'firstUnavailablePod = condemned[i]',
    become: '_ = condemned[i]',
    breaks: ['SS-CTL-010', 'SS-ORD-006'],
  },
  {
    name: 'never-complete',
    does: 'calls no update complete',
    file: 'stateful_set_utils.go',
    find: 'status.CurrentRevision = status.UpdateRevision',
    become: '_ = status.UpdateRevision',
    breaks: ['SS-CTL-010', 'SS-REV-009'],
  },
  {
    name: 'gate-not-asked',
    does: 'lets a member below hold back the update of a Parallel set, although the gate is off',
    file: CONTROL,
    find: `${GATE}${ASKED}`,
    become: `if true {${ASKED}`,
    breaks: ['SS-CTL-010', 'SS-PAR-005'],
  },
  {
    name: 'broken-stay-broken',
    does: 'replaces no outdated member that is not available',
    file: CONTROL,
    find: `${OLD}${SAID}`,
    become: `${OLD} && !isUnavailable(replicas[target], set.Spec.MinReadySeconds, now)${SAID}`,
    breaks: ['SS-CTL-010', 'SS-PAR-006'],
  },
];
