import type { EntryOf, History } from '../../model/entry.ts';
import { stepsOf } from '../../model/history.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import { type SetEntry, setTimelinesOf, statesDuring } from '../../model/timeline.ts';
import { SLACK } from '../slack.ts';
import { SOURCES } from '../sources.ts';
import { tally } from '../tally.ts';

/**
 * A trap for pipelines that wait for this command: it fails where there is nothing to wait for, and
 * is content with an update of which a part was never meant to come. It goes by counts of the
 * status alone, so that two revisions of members are no reason for it to go on.
 *
 * Judged by what kubectl printed, and by the set as it was while kubectl looked.
 */
export const rolloutStatusGoesByCounts: StatefulPromise = {
  id: 'SS-STA-011',
  level: 'INFORMATIONAL',
  statement:
    'kubectl rollout status MAY fail for OnDelete, and succeed at an update partition as soon as ' +
    'all are Ready and those that are to be updated are',
  source: SOURCES.rolloutCommands,
  since: 'kubectl 0.36',
  check: checkWords,
};

type Word = 'refused' | 'waiting' | 'complete';

function checkWords(history: History): Findings {
  const { trial, violation, doubt, blind, findings } = tally();
  const gaps = gapsOf(history);
  const sets = setTimelinesOf(history);
  for (const said of stepsOf(history, 'note').filter(({ name }) => name === 'rollout-status')) {
    const asked = said.at - Number(said.facts.tookMs);
    const from = { clock: said.clock, at: asked - SLACK.watchLagMs };
    const to = { clock: said.clock, at: said.at + SLACK.watchLagMs };
    const set = sets.findLast(({ name, first }) => name === said.facts.set && first.at <= said.at);
    const states = set ? statesDuring(set.states, from.at, to.at) : [];
    const word = wordOf(said);
    const gap = gaps.over({ on: ['set'], from, to });
    const [first] = states;
    if (!first) continue;
    const due = new Set(states.map(dueOf));
    if (word === null) doubt(`kubectl could not say how ${first.name} does`, [said]);
    else if (!due.has(word)) {
      const wanted = [...due].join(' or ');
      violation(`${first.name} was ${wanted}, and kubectl called it ${word}`, [said, first]);
    } else if (gap) blind(`what kubectl saw of ${first.name}`, gap);
    else if (states.every((state) => isTelling(state) || dueOf(state) !== word)) trial();
  }
  return findings();
}

/** Where whoever waits for the command may be surprised; elsewhere it is what all expect. */
function isTelling({ strategy, updatePartition }: SetEntry): boolean {
  return strategy === 'OnDelete' || updatePartition > 0;
}

function dueOf(state: SetEntry): Word {
  const { strategy, hasRollingUpdate, generation, replicas, updatePartition, status } = state;
  if (strategy === 'OnDelete') return 'refused';
  if (status.observedGeneration < generation || status.ready < replicas) return 'waiting';
  const isDone =
    hasRollingUpdate === false
      ? status.updateRevision === status.currentRevision
      : status.updated >= replicas - updatePartition;
  return isDone ? 'complete' : 'waiting';
}

/** Null for words that are about something else, such as a server that does not answer. */
function wordOf({ facts }: EntryOf<'step'>): Word | null {
  const words = String(facts.words);
  if (facts.exit !== 0)
    return words.includes('only available for RollingUpdate') ? 'refused' : null;
  if (/^waiting for /i.test(words)) return 'waiting';
  return words.includes('complete') ? 'complete' : null;
}
