import type { History } from '../../model/entry.ts';
import { entriesOf, ordinalIn } from '../../model/history.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import { claimName } from '../../model/timeline-claims.ts';
import { isOrdered, scenesOf } from '../scenes.ts';
import { SOURCES } from '../sources.ts';
import { tally } from '../tally.ts';

/** Who gives up order does not give up identity: every member is still the only one of its name. */
export const identityStaysStrict: StatefulPromise = {
  id: 'SS-PAR-003',
  level: 'MUST',
  statement:
    'A Parallel set MUST keep each ordinal unique, with claims of its own, and MUST use a name ' +
    'again only when the pod that had it is gone',
  source: SOURCES.parallel,
  since: '1.7+',
  check: checkIdentity,
};

function checkIdentity(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  for (const scene of scenesOf(history).filter((one) => !isOrdered(one))) {
    for (const { born, pod, ordinal, uid } of scene.members) {
      if (!born) continue;
      const before = scene.members.filter(
        (other) => other.ordinal === ordinal && other.uid !== uid && other.first.rv < born.rv,
      );
      const old = before.at(-1);
      const gap = gaps.over({ on: ['pod', 'set'], from: old?.last ?? born, to: born });
      if (gap) {
        blind(`whether ${pod} was the only one of its name`, gap);
        continue;
      }
      trial();
      const two = before.find(({ gone }) => !gone || gone.rv > born.rv);
      if (two) violation(`${pod} was created while one of that name was there`, [two.last, born]);
      const { claimTemplates, name } = scene.set.first;
      const foreign = claimTemplates
        .filter((template) => born.claims[template] !== claimName(template, name, ordinal))
        .map((template) => born.claims[template] ?? `none for ${template}`)[0];
      if (foreign) violation(`${pod} was created with the claim ${foreign}`, [born]);
    }
    for (const alias of aliasesOf(history, scene.set.uid, scene.set.name)) {
      violation(`${alias.name} is a second name for an ordinal of ${scene.set.name}`, [alias]);
    }
  }
  return findings();
}

/** web-01 is web-1 under another name. */
function aliasesOf(history: History, setUid: string, set: string) {
  return entriesOf(history, 'pod').filter(
    ({ name, op, owner }) =>
      op === 'added' &&
      owner?.uid === setUid &&
      ordinalIn(set, name) === null &&
      /-0[0-9]+$/.test(name),
  );
}
