import type { Entry, EntryOf, Kind } from '../lib/model/entry.ts';
import { oneLine } from './printable.ts';
import type { QuotedLine } from './report.ts';
import { moment } from './words.ts';

/** A line of evidence as a report shows it: who saw what, when, on which clock. */
export function quote(entry: Entry): QuotedLine {
  const { seq, at, clock, by, kind } = entry;
  return { seq, at, clock: oneLine(clock), by, kind, text: clip(inWords(entry), 240) };
}

/** One entry in one short sentence: what a reader must know to follow the finding. */
export function inWords(entry: Entry): string {
  const words = WORDS[entry.kind] as (entry: Entry) => string;
  return oneLine(words(entry));
}

const WORDS: { readonly [K in Kind]: (entry: EntryOf<K>) => string } = {
  pod: (pod) =>
    `${seen(pod)} ${pod.phase}${pod.ready ? ', Ready' : ''}${leaving(pod)}` +
    ` on ${pod.node ?? 'no node'}, uid ${short(pod.uid)}` +
    `${pod.revision ? `, revision ${pod.revision}` : ''}`,
  set: (set) =>
    `${seen(set)} replicas ${set.replicas}, ${set.status.ready} ready` +
    `, ${set.status.updated} updated, update partition ${set.updatePartition}${leaving(set)}`,
  claim: (claim) =>
    `${seen(claim)} ${claim.phase}${leaving(claim)}, volume ${claim.volume ?? 'none'}` +
    `, uid ${short(claim.uid)}`,
  volume: (volume) =>
    `${seen(volume)} ${volume.phase}, reclaim ${volume.reclaim}${leaving(volume)}`,
  revision: (revision) => `${seen(revision)} number ${revision.revision}${leaving(revision)}`,
  slice: (slice) => `${seen(slice)} ${slice.endpoints.map(endpoint).join(', ')}`,
  service: (service) =>
    `${seen(service)} ${service.headless ? 'headless' : 'with an address'}${leaving(service)}`,
  node: (node) =>
    `${seen(node)} Ready ${node.ready}${node.unschedulable ? ', cordoned' : ''}` +
    `${node.taints.length > 0 ? `, taints ${node.taints.join(' ')}` : ''}`,
  event: (event) => `${event.about.kind} ${event.about.name}: ${event.reason}: ${event.message}`,
  pdb: (pdb) =>
    `${seen(pdb)} ${pdb.currentHealthy} of ${pdb.expectedPods} healthy` +
    `, disruptions allowed ${pdb.disruptionsAllowed}`,
  attachment: (one) =>
    `${seen(one)} volume ${one.volume ?? 'none'} ` +
    `${one.attached ? 'attached to' : 'detached from'} ${one.node}`,
  lease: (one) => `${seen(one)} ${one.holder ? `${one.holder} leads` : 'nobody leads'}`,
  request: (asked) =>
    `asked to ${asked.verb} ${asked.resource} ${asked.name}${graceOf(asked.grace)}` +
    `: ${asked.code}${asked.says ? ` ${asked.says}` : ''}`,
  audit: (audit) =>
    `${audit.user} ${audit.verb} ${audit.resource}` +
    `${audit.subresource ? `/${audit.subresource}` : ''}` +
    `${audit.name ? ` ${audit.name}` : ''}${graceOf(audit.grace)}: ${audit.code}`,
  runtime: (one) =>
    `container ${one.name} of ${one.pod} (${short(one.podUid)}) ` +
    `${one.op === 'found' ? 'found running' : one.op} on ${one.node}` +
    `${one.exitCode === null ? '' : `, exit code ${one.exitCode}`}`,
  beat: (beat) =>
    `${memberOf(beat)} (${short(beat.uid)}) wrote record ${beat.n} from ${beat.node}${torn(beat)}`,
  epoch: (epoch) =>
    `${memberOf(epoch)} (${short(epoch.uid)}) started on ${epoch.node}` +
    `, found ${epoch.foundN} records on ${epoch.claim}${torn(epoch)}`,
  dns: (dns) => {
    const answer = dns.answers.length > 0 ? dns.answers.join(', ') : 'no such name';
    return `${dns.name}: ${dns.answered ? answer : 'the resolver could not be asked'}`;
  },
  op: (op) =>
    `${op.op === 'ack' ? 'acknowledged' : op.op} ${op.key}` +
    `${op.value === null ? '' : ` = ${op.value}`} for ${op.client}` +
    `${op.podUid ? `, uid ${short(op.podUid)}` : ''}`,
  sample: (sample) =>
    `${sample.metric} ${rounded(sample.value)}` +
    `${Object.entries(sample.tags)
      .map(([name, value]) => `, ${name} ${value}`)
      .join('')}`,
  threshold: (one) =>
    `${one.metric}: ${one.condition} ${one.holds ? 'holds' : 'was crossed'}` +
    `${one.value === null ? '' : ` at ${rounded(one.value)}`}, over ${one.samples} samples`,
  fault: (fault) => `${fault.fault} ${fault.phase}: ${fault.says}`,
  step: (step) => `${step.step} ${step.name}: ${step.says}`,
  gap: (gap) =>
    `nothing of kind ${gap.of} was seen ${gap.where === '*' ? 'anywhere' : `on ${gap.where}`}` +
    ` between ${moment(gap.from)} and ${moment(gap.to)}: ${gap.says}`,
};

function endpoint(one: EntryOf<'slice'>['endpoints'][number]): string {
  return `${one.hostname ?? one.addresses.join('/')} ${one.ready ? 'ready' : 'not ready'}`;
}

function seen(object: { readonly name: string; readonly op: string }): string {
  return `${object.name} ${object.op}:`;
}

function leaving(object: { readonly deleting: string | null }): string {
  return object.deleting ? ', Terminating' : '';
}

function graceOf(grace: number | null): string {
  return grace === null ? '' : ` with grace ${grace} s`;
}

function memberOf(writer: { readonly set: string; readonly ordinal: number }): string {
  return `${writer.set}-${writer.ordinal}`;
}

function torn(record: { readonly intact: boolean }): string {
  return record.intact ? '' : ', chain BROKEN';
}

/** The start of a uid tells one incarnation from another; its whole is in the history. */
function short(uid: string): string {
  return uid.slice(0, 8);
}

/** As many digits as tell one measurement from another. */
function rounded(value: number): number {
  return Number(value.toPrecision(4));
}

function clip(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
}
