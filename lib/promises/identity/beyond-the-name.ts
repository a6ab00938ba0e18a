import type { History } from '../../model/entry.ts';
import { entriesOf } from '../../model/history.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import { incarnationsOf } from '../../model/timeline.ts';
import { moment, scenesOf } from '../scenes.ts';
import { SOURCES } from '../sources.ts';
import { tally } from '../tally.ts';

/** Images are configured by one of the three, and each takes it for granted that all agree. */
export const describesItself: StatefulPromise = {
  id: 'SS-IDN-011',
  level: 'SHOULD',
  statement:
    'A process SHOULD learn its ordinal without the API: its hostname, its name and its index ' +
    'label, from the downward API, agree',
  source: SOURCES.identity,
  since: '1.9; label downward API 1.28',
  check: checkSelf,
};

/** A set that is accepted and never has a pod: its revisions' names are too long for a label. */
export const tooLongForPods: StatefulPromise = {
  id: 'SS-IDN-013',
  level: 'INFORMATIONAL',
  statement:
    'A set whose name is longer than 55 characters MAY be accepted and yet never get a pod, ' +
    'which only Events tell',
  source: SOURCES.identity,
  since: 'all, open issue 64023',
  check: checkTooLong,
};

/** A revision's name has a dash and up to ten more characters, and a label has room for 63. */
const LONGEST = 55;

function checkSelf(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  const said = entriesOf(history, 'op').filter(({ op }) => op === 'self');
  for (const { uid, pod, ordinal, node, first, last } of incarnationsOf(history)) {
    const own = said.filter(({ podUid }) => podUid === uid);
    if (own.length === 0) continue;
    const gap = gaps.over({ on: ['op', 'pod'], at: [node], from: first, to: last });
    if (gap) {
      blind(`who ${pod} took itself to be`, gap);
      continue;
    }
    trial();
    const wrong = own.find(({ value }) => value !== `${pod} ${pod} ${ordinal}`);
    if (wrong) violation(`${pod} took itself for ${wrong.value}`, [first, wrong]);
  }
  return findings();
}

function checkTooLong(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  const events = entriesOf(history, 'event');
  for (const { set, members, end } of scenesOf(history)) {
    const { first, name } = set;
    if (name.length <= LONGEST || first.replicas === 0) continue;
    const complaint = events.find(
      ({ about, reason }) => about.name === name && reason === 'FailedCreate',
    );
    const born = members[0]?.first ?? null;
    const gap = gaps.over({ on: ['pod', 'set'], from: first, to: moment(end) });
    if (gap) blind(`whether ${name} got a pod`, gap);
    else if (born) {
      trial();
      violation(`${name} got a pod, for all its ${name.length} characters`, [first, born]);
    } else if (complaint) trial();
  }
  return findings();
}
