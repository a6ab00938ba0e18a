import { clocksOf } from '../../model/clocks.ts';
import type { History } from '../../model/entry.ts';
import { endOf, entriesOf } from '../../model/history.ts';
import { isControllers } from '../../model/history-deletions.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import { incarnationsOf, setTimelinesOf, successionsOf } from '../../model/timeline.ts';
import { claimLivesOf, claimNames } from '../../model/timeline-claims.ts';
import { linesOf } from '../../model/timeline-volumes.ts';
import { SLACK } from '../slack.ts';
import { SOURCES } from '../sources.ts';
import { tally } from '../tally.ts';

/** Clean-up scripts and cost reports find claims by these labels, or not at all. */
export const claimsCarryLabels: StatefulPromise = {
  id: 'SS-STO-014',
  level: 'SHOULD',
  statement:
    'A claim SHOULD be made with the labels and annotations of its template and the labels of ' +
    'the set’s selector, and keep what users add to it',
  source: SOURCES.storage,
  since: 'all',
  check: checkLabels,
};

/** A volume that the next user may only read is as good as lost. */
export const successorCanWrite: StatefulPromise = {
  id: 'SS-STO-023',
  level: 'SHOULD',
  statement: 'A replacement SHOULD be able to write where its predecessor wrote',
  source: SOURCES.storage,
  since: 'all',
  check: checkWriting,
};

/**
 * A surprise for those who repair claims by hand: nobody listens to claims. What is wrong with one
 * is noticed at the next change of its pod or set.
 */
export const claimsGoUnheard: StatefulPromise = {
  id: 'SS-STO-024',
  level: 'INFORMATIONAL',
  statement:
    'A change of a claim MAY go unheard by the set’s controller until its pod or set changes',
  source: SOURCES.storage,
  since: 'all',
  check: checkUnheard,
};

function checkLabels(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  const members = incarnationsOf(history);
  for (const { uid, first: set, gone } of setTimelinesOf(history)) {
    if (Object.keys(set.matchLabels).length === 0) continue;
    const ordinals = new Set(members.filter((m) => m.setUid === uid).map(({ ordinal }) => ordinal));
    for (const claim of claimLivesOf(history)) {
      const place = [...ordinals].map((k) => claimNames(set, k).indexOf(claim.name));
      const asked = set.claimSpecs[Math.max(...place)];
      const isMade = claim.first.op === 'added' && claim.first.at > set.at;
      if (!asked || !isMade || claim.first.at > (gone?.at ?? Infinity)) continue;
      const due = { ...asked.labels, ...set.matchLabels };
      const label = Object.entries(due).find(([key, value]) => claim.first.labels[key] !== value);
      const note = asked.annotationKeys.find((key) => !claim.first.annotationKeys.includes(key));
      const missing = label?.[0] ?? note;
      const given = claim.states.find(({ labels }) => added(labels, due).length > 0);
      const lost =
        given &&
        claim.states.find(({ rv, labels, op }) => {
          const kept = added(given.labels, due).every((key) => key in labels);
          return rv > given.rv && op !== 'deleted' && !kept;
        });
      const gap = gaps.over({ on: ['claim', 'set'], from: claim.first, to: claim.last });
      if (missing) violation(`${claim.name} was made without ${missing}`, [set, claim.first]);
      else if (lost) violation(`${claim.name} lost a label that a user gave it`, [given, lost]);
      else if (gap) blind(`the labels of ${claim.name}`, gap);
      else trial();
    }
  }
  return findings();
}

type Labels = Readonly<Record<string, string>>;

function added(labels: Labels, due: Labels): readonly string[] {
  return Object.keys(labels).filter((key) => !(key in due));
}

function checkWriting(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  const lines = linesOf(history);
  for (const [old, fresh] of successionsOf(history)) {
    const before = lines.find(({ uid, kind }) => uid === old.uid && kind === 'beat');
    if (!before) continue;
    const after = lines.find(({ uid, claim }) => uid === fresh.uid && claim === before.claim);
    // Its program ends when it cannot write, and is started again and again.
    const crashing = fresh.states.find(({ containers }) =>
      containers.some(({ restarts, ready }) => restarts >= 2 && !ready),
    );
    const gap = gaps.over({
      on: ['beat', 'epoch'],
      at: [before.claim],
      from: before,
      to: after ?? before,
    });
    if (!after && crashing) {
      violation(`${fresh.pod} could not write on ${before.claim}`, [before, crashing]);
    } else if (gap) blind(`who wrote on ${before.claim}`, gap);
    else if (after) trial();
  }
  return findings();
}

function checkUnheard(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  const end = endOf(history);
  const news = [...entriesOf(history, 'pod'), ...entriesOf(history, 'set')];
  const clocks = clocksOf(history);
  const deeds = entriesOf(history, 'audit').filter(isControllers);
  const requests = entriesOf(history, 'request');
  for (const request of requests) {
    const isClaims = request.resource === 'persistentvolumeclaims' && request.code < 300;
    if (!isClaims || !['patch', 'delete'].includes(request.verb)) continue;
    const from = { clock: request.clock, at: request.at };
    const until = request.at + 2 * SLACK.controllerLagMs;
    // A request of somebody's is news from when it was sent: its answer may be long in coming.
    const isQuiet = ![...news, ...requests].some((other) => {
      const from = request.at - SLACK.controllerLagMs;
      return other !== request && other.at > from && other.at <= until + SLACK.watchLagMs;
    });
    if (!isQuiet || end < until + SLACK.watchLagMs) continue;
    const to = { clock: request.clock, at: until };
    const gap = gaps.over({ on: ['audit', 'pod', 'set'], from, to });
    const deed = deeds.find(
      (audit) => clocks.order(from, audit) === 'before' && clocks.order(audit, to) === 'before',
    );
    if (deed) violation(`its controller heard of a change of ${request.name}`, [request, deed]);
    else if (gap) blind(`who heard of a change of ${request.name}`, gap);
    else trial();
  }
  return findings();
}
