import type { EntryOf, History } from '../../model/entry.ts';
import { entriesOf, groupBy } from '../../model/history.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import type { Incarnation } from '../../model/timeline.ts';
import { SLACK } from '../slack.ts';
import { SOURCES } from '../sources.ts';
import { tally } from '../tally.ts';
import { fencesOf } from './power-lost.ts';

/** A dead node cannot say that it let go of a disk: whoever called it dead has said so for it. */
export const fencedVolumesLetGo: StatefulPromise = {
  id: 'SS-NOD-002',
  level: 'MUST',
  statement:
    'The volumes of members on a node that is not Ready and called out of service MUST be ' +
    'detached from it soon after, without a word of it, and attached where their members come up',
  source: SOURCES.nodeFailure,
  since: '1.28 GA, drivers that attach',
  check: checkLetGo,
};

function checkLetGo(history: History): Findings {
  const { trial, violation, doubt, blind, findings } = tally();
  const gaps = gapsOf(history);
  const attachments = [...groupBy(entriesOf(history, 'attachment'), ({ uid }) => uid).values()];
  for (const { spell, members } of fencesOf(history)) {
    for (const member of members) {
      const { pod, gone } = member;
      const freed = gone ?? spell.inForce;
      const due = { clock: freed.clock, at: freed.at + SLACK.podRoundMs };
      for (const volume of volumesOf(history, member)) {
        const own = attachments.filter(([first]) => first?.volume === volume);
        const old = own.find(([first]) => first?.node === spell.node);
        if (!old) continue;
        const end = old.find(({ op, attached }) => op === 'deleted' || !attached);
        const next = own.find(([first]) => first && first.node !== spell.node && end);
        const evidence = [spell.inForce, gone, end ?? old.at(-1), next?.[0]];
        const isLate = !end || end.at > due.at;
        const to = isLate ? due : end;
        const gap = gaps.over({ on: ['attachment', 'pod'], from: spell.inForce, to });
        if (gap) blind(`when ${volume} was detached from ${spell.node}`, gap);
        else if (isLate && spell.until > due.at) {
          violation(`${volume} of ${pod} was kept on ${spell.node}, called dead`, evidence);
        } else if (isLate) continue;
        else if (next) trial();
        else doubt(`the history does not show where ${volume} went`, evidence);
      }
    }
  }
  return findings();
}

function volumesOf(history: History, { last }: Incarnation): readonly string[] {
  const names = new Set(Object.values(last.claims));
  const bound = entriesOf(history, 'claim').filter(({ name }) => names.has(name));
  return [...new Set(bound.flatMap(({ volume }: EntryOf<'claim'>) => volume ?? []))];
}
