import { type Clocks, clocksOf } from '../../model/clocks.ts';
import type { EntryOf, History } from '../../model/entry.ts';
import { entriesOf, groupBy, ordinalIn } from '../../model/history.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import { firstReady, type Incarnation, statesDuring } from '../../model/timeline.ts';
import { isOrdered, isWantedThroughout, isWell, moment, type Scene, scenesOf } from '../scenes.ts';
import { SLACK } from '../slack.ts';
import { SOURCES } from '../sources.ts';
import { tally } from '../tally.ts';

/**
 * A copy is cloned from the member before it, and joins what the first one opened. Scripts that do
 * so ask by name while their member is not there yet, and count on an answer.
 *
 * Judged by our own members, which ask before they begin and say who answered. That a name takes
 * some time to be known is no broken promise: they go on asking for longer than that.
 */
export const introducedInOrder: StatefulPromise = {
  id: 'SS-APP-004',
  level: 'SHOULD',
  statement:
    'Where members start in order, a member that is about to begin SHOULD find the one before ' +
    'it, and the first, at work under their stable names',
  source: SOURCES.bootstrap,
  since: 'all',
  check: checkIntroductions,
};

type Word = EntryOf<'op'>;

function checkIntroductions(history: History): Findings {
  const { trial, violation, doubt, blind, findings } = tally();
  const words = entriesOf(history, 'op').filter(({ op }) => op === 'met' || op === 'missed');
  if (words.length === 0) return findings();
  const gaps = gapsOf(history);
  const clocks = clocksOf(history);
  const said = groupBy(words, ({ podUid }) => podUid);
  const faults = entriesOf(history, 'fault');
  for (const scene of scenesOf(history).filter(isOrdered)) {
    for (const member of scene.members) {
      for (const word of firstWords(member, said.get(member.uid) ?? [], clocks)) {
        const { born, node, pod } = member;
        const peer = `${word.value}`.split(' ')[0] ?? '';
        const ordinal = ordinalIn(scene.set.name, peer);
        const when = clocks.moment(word);
        if (!born || ordinal === null || !when) continue;
        if (!isWantedThroughout(scene, ordinal, born.at, when.latest)) continue;
        const from = moment(born.at - SLACK.controllerLagMs);
        const gap = gaps.over({ on: ['op', 'pod', 'set'], at: [node], from, to: word });
        const peers = scene.members.filter((other) => other.ordinal === ordinal);
        const wasThere = peers.some((other) => wasWellBefore(other, born));
        const isHarmed = faults.some(({ at }) => at >= born.at && at <= when.latest);
        if (gap) blind(`whom ${pod} met`, gap);
        else if (!wasThere)
          violation(`${pod} was to begin while ${peer} was not Ready`, [born, word]);
        else if (word.op === 'met') trial();
        else if (isHarmed || !staysWell(peers, born.at, when.latest)) {
          doubt(`${pod} never met ${peer}, which may have been away`, [born, word]);
        } else violation(`${pod} never met ${peer}, which was Ready all the while`, [born, word]);
      }
    }
  }
  return findings();
}

/** A member begins once: whatever it asks after it was Ready it asks in somebody's trouble. */
function firstWords(member: Incarnation, words: readonly Word[], clocks: Clocks): readonly Word[] {
  const ready = firstReady(member);
  const first = words.filter((word) => !ready || clocks.order(ready, word) !== 'before');
  return [...groupBy(first, ({ value }) => `${value}`.split(' ')[0]).values()].flatMap(
    ([word]) => word ?? [],
  );
}

/** A controller goes by what it has heard, so what was so a moment before was good enough. */
function wasWellBefore({ states }: Incarnation, { rv, at }: { rv: number; at: number }): boolean {
  const before = states.filter((state) => state.rv < rv);
  return statesDuring(before, at - SLACK.controllerLagMs, at).some(isWell);
}

function staysWell(peers: Scene['members'], from: number, to: number): boolean {
  return peers.some(({ states }) => {
    const own = statesDuring(states, from, to);
    return own.length > 0 && own.every(isWell);
  });
}
