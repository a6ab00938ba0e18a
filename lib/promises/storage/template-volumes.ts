import type { History } from '../../model/entry.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import { incarnationsOf, type SetTimeline, setTimelinesOf } from '../../model/timeline.ts';
import { claimLivesOf, claimName, claimNames } from '../../model/timeline-claims.ts';
import { SOURCES } from '../sources.ts';
import { tally } from '../tally.ts';

/**
 * A chart often brings an emptyDir for those who want no disk. If that one won over the claim, the
 * data would be gone with the pod, and nobody would be told.
 */
export const claimReplacesVolume: StatefulPromise = {
  id: 'SS-STO-003',
  level: 'MUST',
  statement:
    'A volume of the pod template that bears the name of a claim template MUST be replaced ' +
    'by the ' +
    'claim, and all others kept',
  source: SOURCES.storage,
  since: '1.9',
  check: checkVolumes,
};

/** A trap for those who took the pod template for the claim templates. */
export const sharedByAll: StatefulPromise = {
  id: 'SS-STO-022',
  level: 'INFORMATIONAL',
  statement: 'A claim that the pod template names MAY be one and the same for all members',
  source: SOURCES.storage,
  since: 'all',
  check: checkShared,
};

/**
 * A surprise: hyphens are allowed on both sides of the one that joins template and set, so two sets
 * can give one name to their claims, and then write on one volume.
 */
export const namesCollide: StatefulPromise = {
  id: 'SS-STO-019',
  level: 'INFORMATIONAL',
  statement: 'Members of two sets MAY meet on one claim whose name both of them compose',
  source: SOURCES.storage,
  since: 'all',
  check: checkCollisions,
};

/** A surprise: what has the right name is used, whatever it is. */
export const foundAsItIs: StatefulPromise = {
  id: 'SS-STO-013',
  level: 'INFORMATIONAL',
  statement:
    'A claim that is there before its set MAY be of any size and label: it is used as it is, and ' +
    'left as it is',
  source: SOURCES.storage,
  since: 'all',
  check: checkFound,
};

function checkVolumes(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  const sets = new Map(setTimelinesOf(history).map((set) => [set.uid, set]));
  for (const { setUid, ordinal, pod, first, born, last } of incarnationsOf(history)) {
    const set = sets.get(setUid)?.first;
    const both = set?.templateVolumes.find((name) => set.claimTemplates.includes(name));
    if (!set || !both || !born) continue;
    const due = claimName(both, set.name, ordinal);
    const lost = set.templateVolumes.find((name) => !first.volumes.includes(name));
    const gap = gaps.over({ on: ['pod', 'set'], from: born, to: born });
    if (first.claims[both] !== due) {
      violation(`${pod} has something else than ${due} as its ${both}`, [set, last]);
    } else if (lost) violation(`${pod} is without the volume ${lost} of its template`, [set, last]);
    else if (gap) blind(`what volumes ${pod} got`, gap);
    else trial();
  }
  return findings();
}

function checkShared(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  const members = incarnationsOf(history);
  for (const { uid, first } of setTimelinesOf(history)) {
    const own = members.filter(({ setUid, born }) => setUid === uid && born);
    const names = first.templateVolumes.filter(
      (name) => !first.claimTemplates.includes(name) && own.some(({ last }) => last.claims[name]),
    );
    for (const name of names) {
      const claims = new Set(own.map(({ last }) => last.claims[name] ?? 'nothing'));
      const [one, other] = own;
      if (!one || !other) continue;
      const gap = gaps.over({ on: ['pod'], from: one.first, to: other.first });
      const evidence = own.map(({ last }) => last);
      if (claims.size > 1) violation(`${name} is ${[...claims].join(' and ')}`, evidence);
      else if (gap) blind(`what ${name} was to the members`, gap);
      else trial();
    }
  }
  return findings();
}

function checkCollisions(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  const members = incarnationsOf(history);
  const sets = setTimelinesOf(history);
  for (const one of sets) {
    for (const other of sets.filter(({ first }) => first.rv > one.first.rv)) {
      if (one.name === other.name) continue;
      const [mine, theirs] = [ordinalZero(one), ordinalZero(other)];
      const shared = mine.find((name) => theirs.includes(name));
      const pods = [one, other].flatMap(({ uid }) => {
        return members.find(({ setUid, ordinal }) => setUid === uid && ordinal === 0) ?? [];
      });
      const [here, there] = pods;
      if (!shared || !here || !there) continue;
      const meet = pods.every(({ last }) => Object.values(last.claims).includes(shared));
      const gap = gaps.over({ on: ['pod', 'set'], from: here.first, to: there.first });
      const evidence = [here.last, there.last];
      if (!meet) violation(`${here.pod} and ${there.pod} were kept apart`, evidence);
      else if (gap) blind(`whether ${one.name} and ${other.name} met`, gap);
      else trial();
    }
  }
  return findings();
}

function ordinalZero({ first }: SetTimeline): readonly string[] {
  return claimNames(first, 0);
}

function checkFound(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  const sets = new Map(setTimelinesOf(history).map((set) => [set.uid, set]));
  for (const claim of claimLivesOf(history)) {
    for (const member of incarnationsOf(history)) {
      const set = sets.get(member.setUid)?.first;
      const place = set ? claimNames(set, member.ordinal).indexOf(claim.name) : -1;
      const due = set?.claimSpecs[place];
      if (!set || !due || claim.first.at >= set.at || claim.gone) continue;
      const { size } = claim.first;
      if (size === null || size === due.size) continue;
      const changed = claim.states.find(
        (state) => state.size !== size || !sameLabels(state.labels, claim.first.labels),
      );
      const gap = gaps.over({ on: ['pod', 'claim', 'set'], from: claim.first, to: member.last });
      const ready = member.states.find((state) => state.ready);
      if (changed) violation(`${claim.name} was made to fit its template`, [claim.first, changed]);
      else if (gap) blind(`what ${member.pod} made of ${claim.name}`, gap);
      else if (ready && Object.values(ready.claims).includes(claim.name)) trial();
    }
  }
  return findings();
}

type Labels = Readonly<Record<string, string>>;

function sameLabels(ones: Labels, others: Labels): boolean {
  const keys = new Set([...Object.keys(ones), ...Object.keys(others)]);
  return [...keys].every((key) => ones[key] === others[key]);
}
