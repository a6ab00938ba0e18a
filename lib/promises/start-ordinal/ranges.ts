import type { History } from '../../model/entry.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import { isWanted, type SetEntry, wantedOrdinals } from '../../model/timeline.ts';
import { claimName } from '../../model/timeline-claims.ts';
import { INDEX_LABEL } from '../identity/labels.ts';
import { type Rest, restsOf } from '../rests.ts';
import { leavingOf, moment, type Scene, scenesOf } from '../scenes.ts';
import { SLACK } from '../slack.ts';
import { SOURCES } from '../sources.ts';
import { tally } from '../tally.ts';

/** Two halves of one cluster in two sets: each must be sure which ordinals are its own. */
export const countsFromStart: StatefulPromise = {
  id: 'SS-SOR-001',
  level: 'MUST',
  statement:
    'With a start ordinal the members MUST be that ordinal and those that follow, in their ' +
    'names, hostnames, claims and index labels',
  source: SOURCES.startOrdinal,
  since: '1.26 alpha, 1.27 beta-on, 1.31 GA; gate StatefulSetStartOrdinal',
  check: checkCounts,
};

/** A range that moves leaves nothing behind. */
export const movesItsRange: StatefulPromise = {
  id: 'SS-SOR-002',
  level: 'MUST',
  statement:
    'When the start ordinal changes, the ordinals that come into range MUST be created and those ' +
    'that fall out of it removed, until the set is exact',
  source: SOURCES.startOrdinal,
  since: '1.27',
  check: checkMoves,
};

function checkCounts(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  for (const rest of restsOf(history)) {
    const { set, pods, from, to, witness } = rest;
    if (set.start === 0 || set.replicas === 0) continue;
    const gap = gaps.over({ on: ['pod', 'set'], from, to });
    if (gap) {
      blind(`what ${set.name} was made of`, gap);
      continue;
    }
    trial();
    for (const says of wrongWith(rest)) violation(says, [witness, set, ...pods]);
  }
  return findings();
}

function wrongWith({ set, pods }: Rest): readonly string[] {
  return wantedOrdinals(set).flatMap((ordinal) => {
    const name = `${set.name}-${ordinal}`;
    const pod = pods.find((one) => one.name === name);
    if (!pod) return [`${set.name} starts at ${set.start} and has no ${name}`];
    const found: string[] = [];
    if (pod.hostname !== name) found.push(`${name} has the hostname ${pod.hostname ?? 'none'}`);
    const index = pod.labels[INDEX_LABEL];
    if (index !== `${ordinal}`) found.push(`${name} carries the index ${index ?? 'missing'}`);
    for (const template of set.claimTemplates) {
      const claim = claimName(template, set.name, ordinal);
      if (!Object.values(pod.claims).includes(claim)) found.push(`${name} lacks ${claim}`);
    }
    return found;
  });
}

function checkMoves(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  const rests = restsOf(history);
  for (const scene of scenesOf(history)) {
    for (const { to: spec } of shiftsOf(scene)) {
      const rest = rests.find(
        ({ set, to }) => set.uid === spec.uid && set.start === spec.start && to.at > spec.at,
      );
      const late = spec.at + SLACK.rolloutMs * 2;
      const gap = gaps.over({
        ...{ on: ['pod', 'set'], from: spec },
        to: rest?.to ?? moment(Math.min(scene.end, late)),
      });
      if (gap) {
        blind(`where the range of ${spec.name} went`, gap);
        continue;
      }
      if (rest) {
        trial();
        const living = rest.pods.filter(({ deleting }) => deleting === null);
        const names = new Set(living.map(({ name }) => name));
        const wanted = wantedOrdinals(rest.set).map((ordinal) => `${spec.name}-${ordinal}`);
        const isExact = names.size === wanted.length && wanted.every((name) => names.has(name));
        if (isExact) continue;
        const has = [...names].sort().join(', ');
        violation(`${spec.name} asks for ${wanted.join(', ')} and rested with ${has}`, [
          ...[spec, rest.witness, ...living],
        ]);
      } else if (scene.end >= late && isStuck(scene, spec, late)) {
        trial();
        violation(`${spec.name} never let go of its old range`, [spec]);
      }
    }
  }
  return findings();
}

/** Changes of the start ordinal: the spec before and the first one after. */
export function shiftsOf({ set }: Scene): readonly { from: SetEntry; to: SetEntry }[] {
  return set.states.flatMap((to, place) => {
    const from = set.states[place - 1];
    const isShift = from && from.start !== to.start && to.deleting === null && to.op !== 'deleted';
    return isShift ? [{ from, to }] : [];
  });
}

/** All in range are well, the spec is the same, and yet one out of range was never asked to go. */
function isStuck(scene: Scene, spec: SetEntry, late: number): boolean {
  const last = scene.set.states.findLast(({ at }) => at <= late);
  if (!last || last.generation !== spec.generation) return false;
  const left = scene.members.some(
    (member) => !isWanted(last, member.ordinal) && member.first.at < spec.at && !leavingOf(member),
  );
  const missing = last.status.ready < last.replicas;
  return left && !missing;
}
