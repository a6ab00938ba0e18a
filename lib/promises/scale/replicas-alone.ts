import type { EntryOf, History } from '../../model/entry.ts';
import { entriesOf } from '../../model/history.ts';
import { gapsOf } from '../../model/history-gaps.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import {
  incarnationsOf,
  type SetEntry,
  type SetTimeline,
  setTimelinesOf,
} from '../../model/timeline.ts';
import { SLACK } from '../slack.ts';
import { SOURCES } from '../sources.ts';
import { tally } from '../tally.ts';
import { updateDeletionsOf } from '../updates/update-deletions.ts';

/** An autoscaler may turn one knob, and what follows must be what follows for everybody. */
export const replicasAlone: readonly StatefulPromise[] = [
  {
    id: 'SS-SCL-002',
    level: 'SHOULD',
    statement: 'The scale SHOULD tell the replicas that there are and a selector that finds them',
    source: SOURCES.api,
    since: '1.9',
    check: checkSelector,
  },
  {
    id: 'SS-SCL-003',
    level: 'MUST',
    statement:
      'Scaling through the scale MUST change the replicas and nothing else, and members come and ' +
      'go from the top as ever',
    source: SOURCES.scaling,
    since: '1.9',
    check: checkScaled,
  },
  {
    id: 'SS-SCL-005',
    level: 'INFORMATIONAL',
    statement: 'Applying a manifest with replicas in it MAY undo what was scaled by others',
    source: SOURCES.api,
    since: 'all',
    check: checkUndone,
  },
];

function checkSelector(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  const reads = entriesOf(history, 'request').filter(
    ({ probe, code }) => probe === 'scale-is-read' && code === 200,
  );
  for (const read of reads) {
    const set = entriesOf(history, 'set').findLast(
      (one) => one.name === read.name && one.at <= read.at,
    );
    if (!set) continue;
    const gap = gaps.over({ on: ['set'], from: set, to: read });
    if (gap) {
      blind(`the scale of ${set.name}`, gap);
      continue;
    }
    trial();
    const finds = (read.facts.finds ?? {}) as Readonly<Record<string, unknown>>;
    const told = `${finds['status.selector'] ?? ''}`.split(',').sort();
    const asked = Object.entries(set.matchLabels)
      .map(([key, value]) => `${key}=${value}`)
      .sort();
    if (told.join() !== asked.join()) {
      violation(`the scale selects ${told.join()} and not ${asked.join()}`, [set, read]);
    }
    const count = finds['status.replicas'];
    if (count === set.status.replicas) continue;
    violation(`the scale counts ${count} and the status ${set.status.replicas}`, [set, read]);
  }
  return findings();
}

/** The states around each accepted write of the scale. */
function scalingsOf(history: History) {
  const writes = entriesOf(history, 'request').filter(
    ({ resource, subresource, verb, code, dryRun }) =>
      (subresource === 'scale' || resource === 'statefulsets/scale') &&
      verb !== 'get' &&
      code < 300 &&
      !dryRun,
  );
  return setTimelinesOf(history).flatMap((set) => {
    const changes = set.states.flatMap((after, place) => {
      const before = set.states[place - 1];
      return before && before.replicas !== after.replicas ? [{ set, before, after }] : [];
    });
    return writes
      .filter(({ name }) => name === set.name)
      .flatMap((write) => {
        const change = changes.find(({ after }) => isBy(write, after));
        return change ? [{ ...change, write }] : [];
      });
  });
}

/** Whether a change may be what a write asked for: the first such one after it is. */
function isBy({ at, facts, resource }: EntryOf<'request'>, after: SetEntry): boolean {
  const { 'spec.replicas': asked = after.replicas } = (facts.finds ?? {}) as Facts;
  // Some requests are dated by their answer, and the watch may have been quicker.
  const sent = resource === 'statefulsets/scale' ? at - NEAR_MS : at;
  return after.at >= sent && after.at <= at + SLACK.lateNewsMs && after.replicas === asked;
}

type Facts = Readonly<Record<string, unknown>>;

/** Between a request and what the watch says of it lie milliseconds, or a loaded machine. */
const NEAR_MS = 1_000;

function checkScaled(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  for (const { set, before, after, write } of scalingsOf(history)) {
    const until = nextOf(set, after)?.at ?? after.at + NEAR_MS;
    const to = { clock: after.clock, at: Math.max(until, after.at) };
    const gap = gaps.over({ on: ['set', 'pod'], from: before, to });
    if (gap) {
      blind(`what the scale changed of ${set.name}`, gap);
      continue;
    }
    trial();
    const changed = FIELDS.filter(
      (field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]),
    );
    if (changed.length > 0) {
      violation(`scaling ${set.name} changed its ${changed.join(', ')}`, [before, write, after]);
    }
    const order = goneInOrder(history, set, after, until);
    const place = order.findIndex(
      (one, at) => at > 0 && one.ordinal > (order[at - 1]?.ordinal ?? 0),
    );
    const early = order[place];
    if (early && after.policy === 'OrderedReady') {
      const names = order.map(({ pod }) => pod).join(', ');
      violation(`scaled down, members of ${set.name} went in the order ${names}`, [
        after,
        early.first,
      ]);
    }
    const taken = updateDeletionsOf(history).find(
      (one) =>
        one.set.uid === set.uid &&
        one.taken.at > after.at &&
        one.taken.at < until &&
        one.taken.revision === after.status.updateRevision,
    );
    if (taken) violation(`${taken.taken.name} was restarted by scaling`, [after, taken.taken]);
  }
  return findings();
}

const FIELDS: readonly (keyof SetEntry)[] = [
  ...(['start', 'serviceName', 'policy', 'strategy', 'updatePartition'] as const),
  ...(['hasRollingUpdate', 'maxUnavailable', 'revisionHistoryLimit', 'template'] as const),
  ...(['minReadySeconds', 'claimTemplates', 'claimSpecs', 'matchLabels', 'labels'] as const),
  ...(['whenDeleted', 'whenScaled', 'images'] as const),
];

/** The next time that something else was asked of the set. */
function nextOf({ states }: SetTimeline, after: SetEntry): SetEntry | null {
  return (
    states.find(({ generation, op }) => generation > after.generation || op === 'deleted') ?? null
  );
}

/** Members beyond the new range, in the order in which they were taken down. */
function goneInOrder(history: History, set: SetTimeline, after: SetEntry, until: number) {
  const beyond = incarnationsOf(history).filter(
    ({ setUid, ordinal, deleting }) =>
      setUid === set.uid &&
      ordinal >= after.start + after.replicas &&
      deleting !== null &&
      deleting.at >= after.at &&
      deleting.at <= until,
  );
  return [...beyond].sort((one, other) => (one.deleting?.rv ?? 0) - (other.deleting?.rv ?? 0));
}

function checkUndone(history: History): Findings {
  const { trial, violation, blind, findings } = tally();
  const gaps = gapsOf(history);
  const applied = entriesOf(history, 'request').filter(({ probe, code }) => {
    return probe === 'manifest-applied' && code < 300;
  });
  for (const apply of applied) {
    const { replicas } = apply.facts;
    const own = entriesOf(history, 'set').filter(({ name }) => name === apply.name);
    const before = own.findLast(({ at }) => at <= apply.at);
    const after = own.find(
      ({ at, generation }) => at > apply.at && generation > (before?.generation ?? 0),
    );
    if (!before || before.replicas === replicas) continue;
    const gap = gaps.over({ on: ['set'], from: before, to: after ?? apply });
    if (gap) blind(`what an applied manifest did to ${apply.name}`, gap);
    else if (after?.replicas === replicas) trial();
    else
      violation(
        `${apply.name} kept its scale when a manifest was applied`,
        evidenceOf(apply, after),
      );
  }
  return findings();
}

function evidenceOf(apply: EntryOf<'request'>, after: EntryOf<'set'> | undefined) {
  return [apply, after ?? null];
}
