import type { Entry, EntryOf, History } from '../model/entry.ts';
import { podNow, setNow } from '../model/story-view.ts';

type Fields<K extends 'pod' | 'pdb'> = Partial<EntryOf<K>>;

/** For waits: says what a pod lacks, or null when it was last seen like this. */
export function podIs(name: string, fields: Fields<'pod'>) {
  return (history: History): string | null => lacksOf(history, 'pod', name, fields);
}

/** Says that nobody has asked a pod to go, or null while it is on its way out. */
export function isGoing(name: string) {
  return (history: History): string | null =>
    podNow(history, name)?.deleting ? null : 'nobody has asked for it';
}

/** A budget counts only what its controller has seen of its wording. */
export function budgetIs(name: string, fields: Fields<'pdb'>) {
  return (history: History): string | null => {
    const lacks = lacksOf(history, 'pdb', name, fields);
    const now = history.findLast((entry) => entry.kind === 'pdb' && entry.name === name);
    if (lacks !== null || now?.kind !== 'pdb') return lacks;
    return now.observedGeneration >= now.generation ? null : 'its controller has yet to see it';
  };
}

/**
 * Says that a pod is still there, or null when it was seen to go. Its successor may be there before
 * anybody looks: so what counts is whether one went since the story last asked for something that
 * ends it.
 */
export function isGone(name: string) {
  return (history: History): string | null => {
    const asked = history.findLast((entry) => mayEnd(entry, name));
    const pods = history.flatMap((one) => (one.kind === 'pod' && one.name === name ? [one] : []));
    const went = asked && pods.some(({ op, at }) => op === 'deleted' && at >= asked.at);
    const now = pods.at(-1);
    return went || now === undefined || now.op === 'deleted' ? null : 'it is still there';
  };
}

/** A request that is about the pod itself, or about a set that may be its own. */
function mayEnd(entry: Entry, pod: string): boolean {
  if (entry.kind !== 'request' || !['patch', 'update', 'delete'].includes(entry.verb)) return false;
  const { resource, name } = entry;
  return resource === 'statefulsets' || (resource === 'pods' && name === pod);
}

/**
 * Says how the Ready members differ from those that the set's status counts, or null when they do
 * not. Its controller counts what it has heard of, so by then it has heard of them.
 */
export function countsTheReady(set: string) {
  return (history: History): string | null => {
    const now = new Map<string, boolean>();
    for (const entry of history) {
      if (entry.kind !== 'pod' || entry.owner?.name !== set) continue;
      now.set(entry.name, entry.ready && entry.op !== 'deleted');
    }
    const ready = [...now.values()].filter(Boolean).length;
    const counted = setNow(history, set)?.status.ready;
    return counted === ready ? null : `${ready} are Ready, and ${counted} are counted`;
  };
}

/** For waits: says what is wrong with a claim, or null when it is there, going or not. */
export function claimIs(name: string, { going }: { readonly going: boolean }) {
  return (history: History): string | null => {
    const now = history.findLast((entry) => entry.kind === 'claim' && entry.name === name);
    if (now?.kind !== 'claim' || now.op === 'deleted') return 'it is not there';
    const isGoing = now.deleting !== null;
    return isGoing === going ? null : `it is ${isGoing ? '' : 'not '}on its way out`;
  };
}

/** Says how many claims have gone so far, or null when it was so many. */
export function claimsWent(count: number) {
  return (history: History): string | null => {
    const gone = history.filter((entry) => entry.kind === 'claim' && entry.op === 'deleted');
    return gone.length >= count ? null : `${gone.length} are gone`;
  };
}

/** Says that nobody was heard of a failure to create what has to do with a name. */
export function failedOver(name: string) {
  return (history: History): string | null => {
    const isSuch = history.some(
      (entry) =>
        entry.kind === 'event' && entry.reason === 'FailedCreate' && entry.message.includes(name),
    );
    return isSuch ? null : 'no such event';
  };
}

/** Says how many pods of a name have Failed, or null when it was so many. */
export function hasFailed(name: string, count: number) {
  return (history: History): string | null => {
    const uids = new Set<string>();
    for (const entry of history) {
      if (entry.kind === 'pod' && entry.name === name && entry.phase === 'Failed') {
        uids.add(entry.uid);
      }
    }
    return uids.size >= count ? null : `${uids.size} of ${count}`;
  };
}

/** Says how often the controller was denied an object, or null when it was so often. */
export function wasDenied(resource: string, count: number) {
  return (history: History): string | null => {
    const denials = history.filter(
      (entry) =>
        entry.kind === 'audit' &&
        entry.resource === resource &&
        entry.verb === 'create' &&
        entry.code === 403,
    );
    return denials.length >= count ? null : `${denials.length} of ${count}`;
  };
}

/** Says that no container of a pod was started more than once, or null when one was and runs. */
export function startedAgain(name: string) {
  return (history: History): string | null => {
    const again = podNow(history, name)?.containers.some((one) => one.restarts > 0 && one.ready);
    return again ? null : 'it was not';
  };
}

function lacksOf(
  history: History,
  kind: 'pod' | 'pdb',
  name: string,
  fields: object,
): string | null {
  const now = history.findLast((entry) => entry.kind === kind && entry.name === name);
  if (!now || !('op' in now) || now.op === 'deleted') return `there is no ${name}`;
  const is = new Map<string, unknown>(Object.entries(now));
  const wrong = Object.entries(fields).find(([key, value]) => is.get(key) !== value);
  return wrong ? `its ${wrong[0]} is ${is.get(wrong[0])}` : null;
}
