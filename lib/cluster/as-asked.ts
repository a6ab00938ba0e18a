import type { ClusterSpec, Subject } from '../model/cluster.ts';
import { HarnessError } from '../support/errors.ts';
import { gatesText } from './feature-gates.ts';
import { type ClusterRecord, volumesBy } from './record.ts';

/** A cluster that is up is what it is; a run that asked for another would lie. */
export function mustBeAsAsked(
  { name, kubernetes, timers, featureGates = {}, volumes }: ClusterSpec,
  subject: Pick<Subject, 'kubernetes' | 'timers'>,
  record: ClusterRecord | null,
): void {
  const gates = record?.gates ?? {};
  const others = Object.entries(featureGates).filter(([gate, on]) => gates[gate] !== on);
  const makesVolumes = volumesBy(record);
  const differs =
    (kubernetes !== null && kubernetes !== subject.kubernetes) ||
    timers !== subject.timers.name ||
    (volumes !== undefined && volumes !== makesVolumes) ||
    others.length > 0;
  if (!differs) return;
  const has = others.map(([gate, on]) =>
    gates[gate] === undefined ? `without the gate ${gate}` : gatesText({ [gate]: !on }),
  );
  const made = `with ${subject.timers.name} timers and volumes by ${makesVolumes}`;
  throw new HarnessError({
    what: `cluster ${name} is up, but not as asked for`,
    lastSeen: [`Kubernetes ${subject.kubernetes} ${made}`, ...has].join(', '),
    tryThis: 'another name, or steadfast cluster down first',
  });
}
