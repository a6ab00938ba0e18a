import type { History } from '../../model/entry.ts';
import { entriesOf } from '../../model/history.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import { isWanted, statesDuring, wantedOrdinals } from '../../model/timeline.ts';
import { claimName } from '../../model/timeline-claims.ts';
import { isOrdered, isThere, isWell, leavingOf, moment, scenesOf } from '../scenes.ts';
import { SLACK } from '../slack.ts';
import { SOURCES } from '../sources.ts';
import { tally } from '../tally.ts';
import { whyGoneIn } from '../why-gone.ts';
import { shiftsOf } from './ranges.ts';

/** For a while there are more members than were asked for, and never fewer. */
export const newBeforeOld: StatefulPromise = {
  id: 'SS-SOR-003',
  level: 'SHOULD',
  statement:
    'When the range of an ordered set moves, the new members SHOULD be created and available, ' +
    'from the lowest, before the old ones are removed, from the highest',
  source: SOURCES.startOrdinal,
  since: '1.27',
  check: checkNewBeforeOld,
};

/** Scaled down is scaled down, at whichever end. */
export const claimsBelowStart: StatefulPromise = {
  id: 'SS-SOR-004',
  level: 'SHOULD',
  statement:
    'With whenScaled=Delete the claims of ordinals that fall below the start ordinal SHOULD be ' +
    'deleted, too',
  source: SOURCES.retention,
  since: '1.27',
  check: checkClaimsBelow,
};

function checkNewBeforeOld(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  const why = whyGoneIn(history);
  for (const scene of scenesOf(history).filter(isOrdered)) {
    for (const { from, to: spec } of shiftsOf(scene)) {
      const arrived = scene.members.some(
        ({ born, ordinal }) => born && born.at > spec.at && !isWanted(from, ordinal),
      );
      const leaving = scene.members.flatMap((member) => {
        const left = why(member) === 'condemned' ? leavingOf(member) : null;
        const isThis = left && left.at > spec.at && !isWanted(spec, member.ordinal);
        return isThis ? [{ member, left }] : [];
      });
      const last = leaving.at(-1)?.left;
      if (!arrived || !last) continue;
      const gap = gaps.over({ on: ['pod', 'set'], from: spec, to: last });
      if (gap) {
        blind(`in which order the range of ${spec.name} moved`, gap);
        continue;
      }
      trial();
      const wanted = wantedOrdinals(spec);
      for (const { member, left } of leaving) {
        const early = wanted.find(
          (ordinal) =>
            !scene.members
              .filter((other) => other.ordinal === ordinal)
              .some(({ states }) =>
                statesDuring(
                  states.filter(({ rv }) => rv < left.rv),
                  left.at - SLACK.controllerLagMs,
                  left.at,
                ).some(isWell),
              ),
        );
        if (early !== undefined) {
          const says = `${member.pod} was removed before ${spec.name}-${early} was available`;
          violation(says, [spec, left]);
        }
        const higher = leaving.find(
          (other) => other.member.ordinal > member.ordinal && isThere(other.member, left.rv),
        );
        if (higher) {
          violation(`${member.pod} was removed before ${higher.member.pod}`, [spec, left]);
        }
      }
    }
  }
  return findings();
}

function checkClaimsBelow(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  const claims = entriesOf(history, 'claim');
  for (const scene of scenesOf(history)) {
    for (const { from, to: spec } of shiftsOf(scene)) {
      if (spec.whenScaled !== 'Delete' || from.whenScaled !== 'Delete') continue;
      const dropped = scene.members.filter(
        ({ ordinal, first, gone }) =>
          ordinal < spec.start && isWanted(from, ordinal) && gone && first.at < spec.at,
      );
      for (const { gone, ordinal } of dropped) {
        for (const template of spec.claimTemplates) {
          const name = claimName(template, spec.name, ordinal);
          const own = claims.filter((claim) => claim.name === name && claim.at >= from.at);
          const had = claims.findLast((claim) => claim.name === name && claim.at <= spec.at);
          if (!gone || !had || had.op === 'deleted') continue;
          const ended = own.find(({ op, uid }) => op === 'deleted' && uid === had.uid);
          const late = gone.at + SLACK.garbageMs;
          const to = ended ?? moment(Math.min(late, scene.end));
          const gap = gaps.over({ on: ['pod', 'set', 'claim'], from: spec, to });
          if (gap) blind(`what became of claim ${name}`, gap);
          else if (ended) trial();
          else if (scene.end >= late) {
            trial();
            violation(`claim ${name} was kept though its ordinal is below the start`, [had, gone]);
          }
        }
      }
    }
  }
  return findings();
}
