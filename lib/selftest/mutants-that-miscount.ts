import type { Mutant } from './mutants.ts';

const CONTROL = 'stateful_set_control.go';
const COUNTS =
  'updateStatus(&status, set.Spec.MinReadySeconds, currentRevision, updateRevision, now';

/** Controllers that treat members well, and keep wrong books of them. */
export const miscountingMutants: readonly Mutant[] = [
  {
    name: 'forgets-all-at-once',
    does: 'prunes the whole of a history that is beyond its limit, not what is beyond it',
    file: CONTROL,
    find: 'history = history[:(historyLen - historyLimit)]',
    become: 'history = history[:historyLen]',
    breaks: ['SS-REV-003'],
  },
  {
    name: 'counts-the-leaving',
    does: 'counts members on their way out among the current and the updated ones',
    file: CONTROL,
    find: 'if isCreated(pod) && !isTerminating(pod) {',
    become: 'if isCreated(pod) {',
    // Who is held back at the old revision for that comes back at it, without end.
    breaks: ['SS-UPD-003'],
  },
  {
    name: 'forgets-the-current',
    does: 'leaves the members at the current revision uncounted',
    file: CONTROL,
    find: 'status.CurrentReplicas += replicaStatus.currentReplicas',
    become: 'status.CurrentReplicas += 0',
    breaks: ['SS-STA-003'],
  },
  {
    name: 'forgets-the-condemned',
    does: 'leaves the condemned members of a Parallel set uncounted',
    file: CONTROL,
    find: `${COUNTS}, replicas, condemned)\n\n\t// for the OnDelete`,
    become: `${COUNTS}, replicas)\n\n\t// for the OnDelete`,
    breaks: ['SS-STA-002'],
  },
  {
    name: 'generous-budget',
    does: 'lets a budget allow one disruption more than it can spare',
    file: '../disruption/disruption.go',
    find: 'disruptionsAllowed := currentHealthy - desiredHealthy',
    become: 'disruptionsAllowed := currentHealthy - desiredHealthy + 1',
    breaks: ['SS-PDB-002'],
  },
  {
    name: 'disowns-its-history',
    does: 'uses revisions without an owner and does not adopt them',
    file: 'stateful_set.go',
    find: 'if err := ssc.adoptOrphanRevisions(ctx, set); err != nil {',
    become: 'if err := error(nil); err != nil {',
    breaks: ['SS-REV-006'],
  },
  {
    name: 'shrugs-at-collisions',
    does: 'makes a revision under another name and does not count the collision',
    file: CONTROL,
    find: '*status.CollisionCount = collisionCount',
    become: '*status.CollisionCount = 0 * collisionCount',
    breaks: ['SS-REV-005'],
  },
];
