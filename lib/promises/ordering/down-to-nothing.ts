import type { History } from '../../model/entry.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import type { Incarnation, SetEntry } from '../../model/timeline.ts';
import { leavingOf, moment, type Scene, scenesOf } from '../scenes.ts';
import { SLACK } from '../slack.ts';
import { SOURCES } from '../sources.ts';
import { tally } from '../tally.ts';

/**
 * Putting a set to sleep is no deletion: all its members go, the set and its claims stay, and who
 * wakes up is who went to sleep.
 */
export const downToNothing: StatefulPromise = {
  id: 'SS-ORD-011',
  level: 'MUST',
  statement:
    'A set of zero replicas MUST lose all its members and stay, and MUST give the same ' +
    'identities when it grows again',
  source: SOURCES.scaling,
  since: '1.9',
  check: checkDownToNothing,
};

function checkDownToNothing(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  for (const scene of scenesOf(history)) {
    for (const { asked, until } of sleeps(scene)) {
      const present = scene.members.filter(
        ({ first, gone }) => first.at <= asked.at && !(gone && gone.at <= asked.at),
      );
      const over = until?.at ?? scene.end;
      if (present.length === 0) continue;
      const gap = gaps.over({ on: ['pod', 'set'], from: asked, to: until ?? moment(scene.end) });
      if (gap) {
        blind(`whether ${asked.name} came down to nothing`, gap);
        continue;
      }
      const left = present.filter(({ gone }) => !gone || gone.at > over);
      const untouched = left.filter((member) => {
        const leaving = leavingOf(member);
        return !leaving || leaving.at > over;
      });
      const started = scene.members.find(
        ({ born }) => born && born.at > asked.at + SLACK.controllerLagMs && born.at < over,
      );
      if (started) {
        trial();
        violation(`${started.pod} was created in a set of no replicas`, [asked, started.born]);
      } else if (untouched.length > 0 && over - asked.at >= SLACK.garbageMs) {
        trial();
        const names = untouched.map(({ pod }) => pod).join(', ');
        const says = `${asked.name} kept ${names} although it has no replicas`;
        violation(says, [asked, ...untouched.map(({ last }) => last)]);
      } else if (left.length === 0) {
        trial();
        for (const says of changed(scene, present, over)) violation(says, [asked, until]);
      }
    }
  }
  return findings();
}

interface Sleep {
  readonly asked: SetEntry;
  /** The spec that asked for members again; null when none did. */
  readonly until: SetEntry | null;
}

function sleeps({ set }: Scene): readonly Sleep[] {
  const found: Sleep[] = [];
  let asked: SetEntry | null = null;
  for (const state of set.states) {
    const isGoing = state.deleting !== null || state.op === 'deleted';
    if (isGoing) asked = null;
    else if (state.replicas === 0) asked ??= state;
    else if (asked) {
      found.push({ asked, until: state });
      asked = null;
    }
  }
  return asked ? [...found, { asked, until: null }] : found;
}

function changed(scene: Scene, before: readonly Incarnation[], wokeAt: number): readonly string[] {
  return before.flatMap((old) => {
    const next = scene.members.find(
      ({ ordinal, first }) => ordinal === old.ordinal && first.at >= wokeAt,
    );
    if (!next) return [];
    const [was, is] = [old.first, next.first].map(({ hostname, subdomain, claims }) =>
      JSON.stringify([hostname, subdomain, claims]),
    );
    return was === is ? [] : [`${old.pod} was ${was} before the set slept and ${is} afterwards`];
  });
}
