import { type Api, orNull } from '../cluster/api.ts';
import { firstLacking, lacksInNamespace } from '../cluster/existing/permissions.ts';
import { isSystemNamespace, permissionText } from '../model/blast-radius.ts';
import { HarnessError, UsageError } from '../support/errors.ts';
import { waitFor } from '../support/wait.ts';
import { letGoOfOurs } from './own-finalizers.ts';
import { type Thing, textOf, thingsIn } from './things-in-namespace.ts';

/** A namespace that somebody gave to a run: it has to be empty, and is so again afterwards. */
export interface GivenNamespace {
  readonly namespace: string;
  /** Uids of what was there when the run began. */
  readonly before: readonly string[];
  /** Removes everything that was not there when the run began. */
  empty(): Promise<void>;
}

/** Refuses a user who may not make and remove the namespaces that stories play in. */
export async function mustMakeNamespaces(api: Api): Promise<void> {
  const wanted = ['create', 'delete', 'list'].map((verb) => {
    return { group: '', resource: 'namespaces', verb, scope: 'cluster' as const };
  });
  const lacking = await firstLacking(api, wanted, null);
  if (!lacking) return;
  throw new UsageError({
    what: 'its user may not make a namespace for each story',
    lastSeen: `missing permission: ${permissionText(lacking)}`,
    tryThis: '--namespace NAME, with the permissions that steadfast rbac prints',
  });
}

export async function takeNamespace(api: Api, namespace: string): Promise<GivenNamespace> {
  await mustPlayIn(api, namespace);
  const before = await thingsIn(api, namespace);
  const taken = before.filter(({ kind }) => IN_USE.has(kind));
  if (taken.length > 0) {
    throw new UsageError({
      what: `${namespace} is in use: a run has a namespace to itself`,
      lastSeen: taken.map(textOf).join(', '),
      tryThis: 'steadfast heal, if a killed run left that there; or an empty namespace',
    });
  }
  const kept = before.map(({ uid }) => uid);
  return {
    namespace,
    before: kept,
    empty: () => emptied(api, namespace, { kept: new Set(kept) }),
  };
}

async function mustPlayIn(api: Api, namespace: string): Promise<void> {
  if (isSystemNamespace(namespace)) {
    throw new UsageError({
      what: `no run is let into ${namespace}, a namespace of the system`,
      tryThis: 'steadfast rbac --namespace NAME, and --namespace NAME',
    });
  }
  const lacking = await lacksInNamespace(api, namespace);
  if (!lacking) return;
  throw new UsageError({
    what: `its user may not play in ${namespace}`,
    lastSeen: `missing permission: ${permissionText(lacking)}`,
    tryThis: `steadfast rbac --namespace ${namespace} | kubectl apply -f -`,
  });
}

interface Left extends Pick<GivenNamespace, 'namespace' | 'before'> {
  /** Runs that are known to be over: one may have followed another before either was healed. */
  readonly over: ReadonlySet<string>;
}

/**
 * Empties a namespace after a run that could not do so itself. Another run may have been let in
 * since, from another machine: what that one made is not touched, nor anything beside it.
 */
export async function emptyAfter(
  api: Api,
  { namespace, before, over }: Left,
  tell: (removed: string) => void,
): Promise<void> {
  await mustPlayIn(api, namespace);
  const kept = new Set(before);
  const isOthers = (thing: Thing) => thing.run !== null && !over.has(thing.run);
  const others = (await thingsIn(api, namespace)).filter((one) => !kept.has(one.uid));
  const other = others.find(isOthers);
  if (other) {
    throw new HarnessError({
      what: `${namespace} is in use by run ${other.run}`,
      lastSeen: textOf(other),
      tryThis: 'steadfast heal when that is over; if it was killed too, remove what it left',
    });
  }
  await emptied(api, namespace, { kept, isOthers, tell });
}

const IN_USE: ReadonlySet<string> = new Set(['set', 'pod', 'claim']);

interface Emptying {
  readonly kept: ReadonlySet<string>;
  readonly isOthers?: (thing: Thing) => boolean;
  readonly tell?: (removed: string) => void;
}

async function emptied(api: Api, namespace: string, emptying: Emptying): Promise<void> {
  const { kept, isOthers = () => false, tell = () => {} } = emptying;
  const there = new Map<string, string>();
  await waitFor({
    what: `what the story made in ${namespace} to go`,
    limit: 'namespaceGoneMs',
    async read() {
      await letGoOfOurs(api, namespace);
      const left = (await thingsIn(api, namespace)).filter(
        (thing) => !kept.has(thing.uid) && !isRoot(thing.name) && !isOthers(thing),
      );
      // Sets first: a set would make its members anew.
      const sets = left.filter(({ kind }) => kind === 'set');
      await Promise.all((sets.length > 0 ? sets : left).map((thing) => orNull(thing.remove())));
      tellGone(there, left, tell);
      return left;
    },
    until: (left) => left.length === 0,
    describe: (left) => left.map(textOf).join(', ') || 'nothing',
  });
}

function tellGone(there: Map<string, string>, left: readonly Thing[], tell: Emptying['tell']) {
  for (const [uid, text] of there) {
    if (left.some((thing) => thing.uid === uid)) continue;
    tell?.(text);
    there.delete(uid);
  }
  for (const thing of left) there.set(thing.uid, textOf(thing));
}

/** Every namespace has these, and gets them back at once when they go. */
function isRoot(name: string): boolean {
  return name === 'kube-root-ca.crt' || name === 'default';
}
