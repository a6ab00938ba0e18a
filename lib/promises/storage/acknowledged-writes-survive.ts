import { type Clocks, clocksOf } from '../../model/clocks.ts';
import type { EntryOf, History } from '../../model/entry.ts';
import { groupBy, stepsOf } from '../../model/history.ts';
import { type ExcuseLedger, ledgerOf } from '../../model/history-faults.ts';
import { type Gaps, gapsOf } from '../../model/history-gaps.ts';
import type { Findings, StatefulPromise } from '../../model/promise.ts';
import { setTimelinesOf } from '../../model/timeline.ts';
import {
  type Acknowledgement,
  acknowledgementsOf,
  linesOf,
  type VolumeLine,
} from '../../model/timeline-volumes.ts';
import { SOURCES } from '../sources.ts';
import { type Tally, tally } from '../tally.ts';

type Beat = EntryOf<'beat'>;
type Epoch = EntryOf<'epoch'>;

/**
 * This is what a claim is bought for: what a member was told is on its disk is there for whoever
 * fills its ordinal next, however the last one died.
 *
 * Only records that were synced before they were acknowledged count. Losing what was never synced
 * is no broken promise, and neither is an emptyDir that goes with its pod. Where a set asks for its
 * claims to be deleted, its members may find them empty, and nothing is judged.
 */
export const acknowledgedWritesSurvive: StatefulPromise = {
  id: 'SS-STO-004',
  level: 'MUST',
  statement: 'Every later incarnation of an ordinal MUST find the bytes that an earlier one synced',
  source: SOURCES.storage,
  since: '1.9',
  check: checkWrites,
};

interface Scene extends Tally {
  readonly clocks: Clocks;
  readonly gaps: Gaps;
  readonly ledger: ExcuseLedger;
}

interface Volume {
  readonly claim: string;
  readonly lines: readonly VolumeLine[];
  readonly acks: readonly Acknowledgement[];
}

function checkWrites(history: History): Findings {
  const on = tally();
  const [clocks, gaps, ledger] = [clocksOf(history), gapsOf(history), ledgerOf(history)];
  const scene: Scene = { ...on, clocks, gaps, ledger };
  const acknowledgements = groupBy(acknowledgementsOf(history), ({ claim }) => claim);
  const disposable = setsThatDisposeOfClaims(history);

  for (const [claim, lines] of groupBy(linesOf(history), (line) => line.claim)) {
    if (lines.some(({ set }) => disposable.has(set))) continue;
    const volume: Volume = { claim, lines, acks: acknowledgements.get(claim) ?? [] };
    checkRecords(volume, scene);
    checkVanished(history, volume, scene);
    for (const line of lines) {
      if (line.kind === 'epoch') checkStart(volume, line, scene);
    }
  }
  return on.findings();
}

/** What a member found when it started, against all that had been acknowledged before. */
function checkStart({ claim, lines, acks }: Volume, start: Epoch, scene: Scene): void {
  const { clocks, gaps, ledger } = scene;
  const before = acks.filter(({ entry }) => clocks.order(entry, start) === 'before');
  const last = before.at(-1);
  const lost = before.find(({ n }) => n > start.foundN);
  const wrong = wrongWith(start, lost, before.length);
  if (wrong) {
    const evidence = [lost?.entry ?? last?.entry, start];
    const uids = [start.uid, ...before.map(({ uid }) => uid)];
    const excuse = ledger.excuse(['SS-STO-004', 'SS-AMO-012'], uids);
    const says = `ordinal ${start.ordinal} found ${wrong} on ${claim}`;
    if (excuse) scene.excused(`${says}; ${excuse.says}`, [...evidence, excuse]);
    else scene.violation(says, evidence);
    return;
  }
  // A restart in place has lost its memory and kept its pod: it is judged, but it is no succession.
  const isFirst = lines.find(({ kind, uid }) => kind === 'epoch' && uid === start.uid) === start;
  const earlier = acks.filter(({ uid, entry }) => {
    return uid !== start.uid && clocks.order(entry, start) !== 'after';
  });
  const [first] = earlier;
  if (!isFirst || !first) return;

  const gap = gaps.over({
    ...{ on: ['epoch', 'op'], at: [claim, start.node] },
    ...{ from: earlier.at(-1)?.entry ?? start, to: start },
  });
  const open = earlier.find(({ n }) => n > start.foundN);
  if (gap) scene.blind(`what ordinal ${start.ordinal} found on ${claim}`, gap);
  else if (open) {
    const says = `the clocks leave open whether ${claim} held record ${open.n} in time`;
    scene.doubt(says, [open.entry, start]);
  } else scene.trial();
}

function wrongWith(
  { foundN, intact }: Epoch,
  lost: Acknowledgement | undefined,
  acknowledged: number,
): string | null {
  if (lost) return `${foundN} records where ${lost.n} had been acknowledged`;
  return !intact && acknowledged > 0 ? 'a broken chain of records' : null;
}

/** Each acknowledged record against what the volume holds under its number. */
function checkRecords({ claim, lines, acks }: Volume, scene: Scene): void {
  const beats = lines.filter((line): line is Beat => line.kind === 'beat');
  const byNumber = new Map(beats.map((beat) => [`${beat.uid} ${beat.n}`, beat]));
  for (const { entry, uid, n, digest } of acks) {
    const beat = byNumber.get(`${uid} ${n}`);
    if (!beat || beat.digest === digest) continue;
    scene.violation(`record ${n} on ${claim} is not the one that was acknowledged`, [entry, beat]);
    break;
  }
  checkMissing(claim, beats, acks, scene);
  const broken = beats.find(({ intact }) => !intact);
  if (!broken) return;
  const uids = [...new Set(lines.map(({ uid }) => uid))];
  const excuse = scene.ledger.excuse(['SS-STO-004', 'SS-AMO-012'], uids);
  const says = `the chain of records on ${claim} is broken at record ${broken.n}`;
  if (excuse) scene.excused(`${says}; ${excuse.says}`, [broken, excuse]);
  else scene.violation(says, [broken]);
}

/** A log that shows a writer's later records and not this one has lost it. */
function checkMissing(
  claim: string,
  beats: readonly Beat[],
  acks: readonly Acknowledgement[],
  { gaps, violation }: Scene,
): void {
  for (const [uid, own] of groupBy(beats, (beat) => beat.uid)) {
    const [from, last] = [own[0], own.at(-1)];
    const seen = new Set(own.map(({ n }) => n));
    const missing = acks.find(
      (ack) => ack.uid === uid && ack.n < (last?.n ?? 0) && !seen.has(ack.n),
    );
    if (!from || !last || !missing) continue;
    // Lines of a volume that was removed before it was read again are unknown, not lost.
    if (gaps.over({ on: ['beat', 'epoch'], at: [claim], from, to: last })) continue;
    const says = `record ${missing.n} was acknowledged, and ${claim} holds only what is around it`;
    violation(says, [missing.entry, last]);
  }
}

/** Lines that one look saw on a volume and a later look at the same volume did not. */
function checkVanished(history: History, { claim, acks }: Volume, { violation }: Scene): void {
  const acknowledged = new Map(
    acks.map(({ digest, uid, n, entry }) => [`${digest} ${uid} ${n}`, entry]),
  );
  for (const look of stepsOf(history, 'note')) {
    const { claim: where, lost } = look.facts;
    if (look.by !== 'beats' || where !== claim || !Array.isArray(lost)) continue;
    const gone = lost.find((line) => acknowledged.has(line));
    const says = `a record on ${claim} was acknowledged, was seen there, and is gone`;
    if (gone !== undefined) violation(says, [acknowledged.get(gone), look]);
  }
}

function setsThatDisposeOfClaims(history: History): ReadonlySet<string> {
  return new Set(
    setTimelinesOf(history).flatMap(({ name, states }) =>
      states.some((state) => state.whenDeleted !== 'Retain' || state.whenScaled !== 'Retain')
        ? [name]
        : [],
    ),
  );
}
