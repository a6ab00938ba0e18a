import type { History } from '../../model/entry.ts';
import { type Cut, cutsOf } from '../../model/history-faults.ts';
import { type Incarnation, incarnationsOf, type PodEntry, stateAt } from '../../model/timeline.ts';

/** A member whose node was proved to be cut off while it ran there, and what the API then said. */
export interface CutOffMember {
  readonly cut: Cut;
  readonly member: Incarnation;
  /** Its state when the cut was proved. */
  readonly then: PodEntry;
  /** While the cut was in force: its deletionTimestamp, its removal, and who took its name. */
  readonly deleting: PodEntry | null;
  readonly gone: PodEntry | null;
  readonly successor: Incarnation | null;
  /** Where the cut, or the history, ends. */
  readonly until: number;
}

/** Members that ran, and were wanted, when their node was cut off. */
export function cutOffMembers(history: History, end: number): readonly CutOffMember[] {
  const members = incarnationsOf(history);
  return cutsOf(history).flatMap((cut) => {
    const { inForce, node } = cut;
    const until = cut.end?.at ?? end;
    return members.flatMap((member) => {
      const then = stateAt(member.states, inForce.at);
      const wasThere = then?.node === node && then.phase === 'Running' && then.op !== 'deleted';
      if (!then || !wasThere || then.deleting) return [];
      const during = (state: PodEntry | null) => (state && state.at < until ? state : null);
      const successor = members.find(
        ({ pod, set, uid, first }) =>
          pod === member.pod && set === member.set && uid !== member.uid && first.rv > then.rv,
      );
      return [
        {
          ...{ cut, member, then, until },
          deleting: during(member.deleting),
          gone: during(member.gone),
          successor: successor && successor.first.at < until ? successor : null,
        },
      ];
    });
  });
}
