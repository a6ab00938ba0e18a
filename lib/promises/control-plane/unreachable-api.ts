import { clocksOf } from '../../model/clocks.ts';
import type { EntryOf, History } from '../../model/entry.ts';
import { endOf, entriesOf } from '../../model/history.ts';
import { outagesOf, type Spell, spellsOf } from '../../model/history-faults.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import {
  incarnationsOf,
  type PodEntry,
  type SetTimeline,
  setTimelinesOf,
} from '../../model/timeline.ts';
import { type Life, livesBySlot } from '../../model/timeline-lives.ts';
import { overlapsOf } from '../../model/timeline-overlaps.ts';
import { SLACK } from '../slack.ts';
import { SOURCES } from '../sources.ts';
import { tally } from '../tally.ts';
import { askedAt } from '../written-times.ts';

/**
 * The control plane is where members are decided upon, not what they run on. They go on without
 * it, and find no double of themselves when it returns.
 */
export const membersOutliveTheApi: StatefulPromise = {
  id: 'SS-CTL-003',
  level: 'MUST',
  statement: 'While the API is away members MUST run on, and no double of one appear on its return',
  source: SOURCES.control,
  since: 'all',
  check: checkMembers,
};

/** An answer is a promise: whoever was told yes need not ask again after the store was away. */
export const acknowledgedSpecsSurvive: StatefulPromise = {
  id: 'SS-CTL-004',
  level: 'MUST',
  statement:
    'What the API has acknowledged MUST be there after its store was away, and versions MUST NOT ' +
    'go back',
  source: SOURCES.consistency,
  since: 'all',
  check: checkStore,
};

function checkMembers(history: History): Findings {
  const { trial, violation, doubt, blind, findings } = tally();
  const [clocks, gaps, overlaps] = [clocksOf(history), gapsOf(history), overlapsOf(history)];
  const lives = [...livesBySlot(history).values()];
  const members = new Map(incarnationsOf(history).map((member) => [member.uid, member]));
  const spells = [...outagesOf(history, 'api-server'), ...outagesOf(history, 'etcd')];
  for (const spell of spells.filter(({ end, inForce }) => end !== inForce)) {
    const from = spell.inForce;
    const to = spell.end ?? { clock: from.clock, at: endOf(history) };
    for (const slot of lives) {
      const member = slot.findLast((life) => ranAt(life, from, clocks));
      if (!member) continue;
      const nodes = member.runs.map(({ node }) => node);
      const gap = gaps.over({ on: ['runtime'], at: nodes, from, to });
      const stop = member.runs.flatMap((run) => (run.stop ? [run.stop] : []));
      const ended = stop.find(
        (entry) =>
          clocks.order(from, entry) === 'before' &&
          clocks.order(entry, to) === 'before' &&
          !wasHurt(history, member, entry, clocks),
      );
      const next = slot.find(
        (life) => life !== member && overlaps.relation(member, life).is === 'together',
      );
      const wrote = member.lines.some(
        (line) => clocks.order(from, line) === 'before' && clocks.order(line, to) === 'before',
      );
      if (ended && wasToldToGo(members.get(member.uid)?.deleting ?? null, from, ended)) continue;
      if (ended) violation(`${member.pod} was stopped while the API was away`, [from, ended]);
      else if (next) {
        const { evidence } = overlaps.relation(member, next);
        violation(`${member.pod} had a double after the API was away`, [from, ...evidence]);
      } else if (gap) blind(`whether ${member.pod} ran on`, gap);
      else if (wrote) trial();
      else doubt(`nothing shows that ${member.pod} worked on while the API was away`, [from]);
    }
  }
  return findings();
}

/**
 * Its kubelet had heard that it is to go, and needs nobody to end it. The watch may have brought
 * that before the API went; where it came too late for that, the server's own date says it.
 */
function wasToldToGo(
  told: PodEntry | null,
  from: EntryOf<'fault'>,
  stop: EntryOf<'runtime'>,
): boolean {
  if (told === null) return false;
  const asked = askedAt(told) ?? Number.POSITIVE_INFINITY;
  return told.at <= from.at || (stop.clock.startsWith('wall') && asked <= stop.at);
}

type Clocks = ReturnType<typeof clocksOf>;

function ranAt({ runs }: Life, at: EntryOf<'fault'>, clocks: Clocks): boolean {
  return runs.some(
    ({ seen, stop }) =>
      clocks.order(seen, at) === 'before' && (!stop || clocks.order(at, stop) === 'before'),
  );
}

/** Ended by a fault of this suite, which is another story. */
function wasHurt(history: History, { uid }: Life, stop: EntryOf<'runtime'>, clocks: Clocks) {
  return spellsOf(history, ({ fault, podUids, params }) => {
    return /container|node/.test(fault) && (podUids.includes(uid) || params.uid === uid);
  }).some(({ inForce }) => clocks.order(stop, inForce) !== 'before');
}

function checkStore(history: History): Findings {
  const { trial, violation, doubt, blind, findings } = tally();
  const gaps = gapsOf(history);
  for (const spell of outagesOf(history, 'etcd')) {
    for (const set of setTimelinesOf(history)) {
      const { before, after } = aroundOf(set, spell);
      if (!before || !after) continue;
      const asked = acknowledged(history, set.name, spell.inForce.at);
      const clock = spell.inForce.clock;
      const gap = gaps.over({ on: ['set'], from: spell.inForce, to: { clock, at: after.at } });
      const evidence = [before, spell.inForce, after];
      if (after.rv < before.rv) {
        violation(`${set.name} went from version ${before.rv} back to ${after.rv}`, evidence);
      } else if (after.generation < Math.max(before.generation, asked.generation)) {
        const says = `generation ${after.generation} came after ${before.generation}`;
        violation(`${says}: an acknowledged spec of ${set.name} was lost`, [
          ...[...evidence, asked.request],
        ]);
      } else if (gap) blind(`what became of the spec of ${set.name}`, gap);
      else trial();
    }
    const isShown = setTimelinesOf(history).some((set) => aroundOf(set, spell).after);
    if (!isShown) doubt('the history ends before the store was back', [spell.inForce]);
  }
  return findings();
}

/** The last state before the outage, and the first one that was written after it. */
function aroundOf({ uid, states }: SetTimeline, { inForce, undone }: Spell) {
  const own = states.filter((state) => state.uid === uid);
  return {
    before: own.findLast(({ at }) => at <= inForce.at) ?? null,
    after: own.find(({ at }) => undone !== null && at >= undone.at - SLACK.watchLagMs) ?? null,
  };
}

/** The highest generation that an answer had named before the outage. */
function acknowledged(history: History, name: string, until: number) {
  let best: { generation: number; request: EntryOf<'request'> | null } = {
    generation: 0,
    request: null,
  };
  for (const request of entriesOf(history, 'request')) {
    const { generation } = request.facts;
    const counts = request.name === name && request.at <= until && request.code < 300;
    if (counts && typeof generation === 'number' && generation > best.generation) {
      best = { generation, request };
    }
  }
  return best;
}
