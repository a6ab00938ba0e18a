import type { History } from '../../model/entry.ts';
import { endOf, entriesOf, groupBy } from '../../model/history.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import { incarnationsOf, setTimelinesOf } from '../../model/timeline.ts';
import { SOURCES } from '../sources.ts';
import { tally } from '../tally.ts';

/**
 * The name lives on, and whoever stole a member’s token must not live on with it.
 *
 * Judged from what its bearer was told before and after its pod was gone. The server remembers what
 * it found good for ten seconds; only later answers count.
 */
export const tokensDieWithPod: StatefulPromise = {
  id: 'SS-SEC-001',
  level: 'MUST',
  statement:
    'A token that is bound to an incarnation MUST be rejected once that pod is gone, ' +
    'although its ' +
    'name lives on',
  source: SOURCES.tokens,
  since: '1.22',
  check: checkTokens,
};

/** A surprise: to the API all members are one and the same. */
export const oneAccountForAll: StatefulPromise = {
  id: 'SS-SEC-002',
  level: 'INFORMATIONAL',
  statement:
    'All members of a set MAY act under one service account: none has credentials of its own',
  source: SOURCES.tokens,
  since: 'all',
  check: checkAccounts,
};

/** The cache of good tokens, and what a loaded server takes on top. */
const REMEMBERED_MS = 15_000;
const REJECTED = 401;

function checkTokens(history: History): Findings {
  const { trial, violation, doubt, blind, findings } = tally();
  const gaps = gapsOf(history);
  const members = incarnationsOf(history);
  const reviews = entriesOf(history, 'request').filter(
    ({ resource, code, uid }) =>
      resource === 'selfsubjectreviews' && (code < 300 || code === REJECTED) && uid !== null,
  );
  for (const [uid, own] of groupBy(reviews, (review) => review.uid)) {
    const member = members.find((one) => one.uid === uid);
    const gone = member?.gone;
    const [first] = own;
    if (!member || !gone || !first) continue;
    const late = own.filter(({ at }) => at > gone.at);
    const believed = late.find((review) => {
      return review.code < 300 && review.at - gone.at > REMEMBERED_MS;
    });
    const rejected = late.find(({ code }) => code === REJECTED);
    const wasGood = own.some(({ at, code }) => at < gone.at && code < 300);
    const heir = members.find(({ pod, first: born }) => pod === member.pod && born.rv > gone.rv);
    const gap = gaps.over({ on: ['pod'], from: first, to: gone });
    if (believed) violation(`a token of a former ${member.pod} was accepted`, [gone, believed]);
    else if (!rejected || !heir) continue;
    else if (gap) blind(`when ${member.pod} was gone`, gap);
    else if (wasGood) trial();
    else doubt(`the token of ${member.pod} had never been accepted`, [first]);
  }
  return findings();
}

function checkAccounts(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  const end = { clock: 'runner', at: endOf(history) };
  for (const { uid, first } of setTimelinesOf(history)) {
    const own = incarnationsOf(history).filter(({ setUid }) => setUid === uid);
    const accounts = new Set(own.flatMap(({ last }) => last.serviceAccount ?? []));
    const ordinals = new Set(own.map(({ ordinal }) => ordinal));
    if (ordinals.size < 2 || accounts.size === 0) continue;
    const gap = gaps.over({ on: ['pod'], from: first, to: end });
    const evidence = own.map(({ last }) => last);
    if (accounts.size > 1) violation(`${first.name} has ${[...accounts].join(' and ')}`, evidence);
    else if (gap) blind(`under which accounts ${first.name} acts`, gap);
    else trial();
  }
  return findings();
}
