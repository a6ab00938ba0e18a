import { type ClientOperation, clientOperationsOf } from '../../model/client-operations.ts';
import type { EntryOf, History } from '../../model/entry.ts';
import { entriesOf, groupBy, subjectOf } from '../../model/history.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import { SLACK } from '../slack.ts';
import { SOURCES } from '../sources.ts';
import { tally } from '../tally.ts';

/**
 * A member that comes back at another address is found again by those who know its name only.
 *
 * Judged by rows that went from one member to another: written through the one and acknowledged
 * after a fault, then asked for through the other. For each fault and each reader the first row
 * that shows is a trial; one that is missing so long after that nobody waits for it is none.
 */
export const peersFindEachOther: StatefulPromise = {
  id: 'SS-APP-003',
  level: 'SHOULD',
  statement:
    'Peers that know each other by stable names alone SHOULD find a member again that was replaced',
  source: SOURCES.identity,
  since: 'all',
  check: checkPeers,
};

function checkPeers(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const owes = subjectOf(history)?.owes;
  if (owes !== 'rows' && owes !== 'ledger') return findings();
  const gaps = gapsOf(history);
  const struck = entriesOf(history, 'fault').filter(({ phase }) => phase === 'struck');
  const operations = clientOperationsOf(history);
  const written = new Map(operations.filter(isWritten).map((write) => [write.key, write]));
  const looks = operations.flatMap((read) => {
    const write = written.get(read.key);
    const isLook = read.does === 'read' && read.outcome === 'ok' && read.ended;
    return isLook && write && write.member !== read.member ? [{ read, write }] : [];
  });
  for (const [place, fault] of struck.entries()) {
    const until = struck[place + 1]?.at ?? Number.POSITIVE_INFINITY;
    const own = looks.filter(({ write, read }) => {
      return write.asked.at > fault.at && read.asked.at < until;
    });
    for (const [member, asked] of groupBy(own, ({ read }) => read.member)) {
      const shown = asked.find(({ read, write }) => read.value === write.value);
      const late = asked.find((look) => look.read.value === null && waited(look) > SLACK.peersMs);
      const [first = shown] = asked;
      const gap = gaps.over({ ...{ on: ['op'], at: [] }, ...stretch(fault, shown ?? first) });
      if (late && !shown) {
        const evidence = [fault, late.write.ended, late.read.ended];
        violation(`${member} never saw ${late.write.key} of ${late.write.member}`, evidence);
      } else if (shown && gap) blind(`what reached ${member}`, gap);
      else if (shown) trial();
    }
  }
  return findings();
}

interface Look {
  readonly read: ClientOperation;
  readonly write: ClientOperation;
}

function isWritten({ does, outcome }: ClientOperation): boolean {
  return does === 'write' && outcome === 'ok';
}

function waited({ read, write }: Look): number {
  return read.asked.at - (write.ended ?? write.asked).at;
}

function stretch(fault: EntryOf<'fault'>, look: Look | undefined) {
  return { from: fault, to: look?.read.ended ?? fault };
}
