import type { KubeConfig } from '@kubernetes/client-node';
import { LEADERS } from '../model/leaders.ts';
import { messageOf } from '../support/errors.ts';
import type { RawObject } from './api-reading.ts';
import { type Blindness, type Change, ObjectFollower } from './follow-objects.ts';
import type { Notebook } from './notebook.ts';
import { projections, type RawVolume, stampOf } from './project-objects.ts';

export interface ApiWatch {
  /** Resolves when the first lists of all collections are written down. */
  readonly ready: Promise<void>;
  finish(): Promise<void>;
}

export interface ApiWatchOptions {
  readonly config: KubeConfig;
  readonly notebook: Notebook;
  readonly namespace: string;
  /** Whether what belongs to no namespace may be looked at, too. */
  readonly everywhere: boolean;
  /** Whether the control plane's own namespace may be looked into, too. */
  readonly leases: boolean;
  readonly signal: AbortSignal;
  /** Called with every object, before its entry: for the witness that must find the volumes. */
  readonly onVolume: (volume: RawVolume) => void;
}

type ObjectKind = keyof typeof projections;

/** What the API server says about the objects of one namespace and what they stand on. */
export function watchApi(options: ApiWatchOptions): ApiWatch {
  const { namespace, notebook } = options;
  const beside = [
    { may: options.everywhere, see: OUTSIDE },
    { may: options.leases, see: CONTROL_PLANE },
  ];
  const collections = [
    ...collectionsIn(namespace),
    ...beside.flatMap(({ may, see }) => (may ? see : [])),
  ];
  const followers = collections.map(([kind, path]) => follow(options, kind, path));
  return {
    ready: Promise.all(followers.map(({ ready }) => ready)).then(() => undefined),
    finish: async () => {
      await Promise.all(followers.map((follower) => follower.finish()));
      const hidden = beside.flatMap(({ may, see }) => (may ? [] : see));
      for (const [kind] of hidden) unseen(notebook, kind);
    },
  };
}

/** What belongs to no namespace: a user of one namespace alone may not see it. */
const OUTSIDE: readonly (readonly [ObjectKind, string])[] = [
  ['volume', '/api/v1/persistentvolumes'],
  ['node', '/api/v1/nodes'],
  ['attachment', '/apis/storage.k8s.io/v1/volumeattachments'],
];

/** Those who decide write down there who of them leads. */
const CONTROL_PLANE: readonly (readonly [ObjectKind, string])[] = [
  ['lease', '/apis/coordination.k8s.io/v1/namespaces/kube-system/leases'],
];

function unseen(notebook: Notebook, kind: ObjectKind): void {
  const says = `a ${kind} may not be looked at: permission`;
  notebook.record({
    ...{ kind: 'gap', by: 'watch', of: kind, where: '*', from: 0, to: notebook.now(), says },
    ...{ afterRv: null, beforeRv: null },
  });
}

function collectionsIn(namespace: string): readonly (readonly [ObjectKind, string])[] {
  const inside = `namespaces/${namespace}`;
  return [
    ['pod', `/api/v1/${inside}/pods`],
    ['set', `/apis/apps/v1/${inside}/statefulsets`],
    ['claim', `/api/v1/${inside}/persistentvolumeclaims`],
    ['revision', `/apis/apps/v1/${inside}/controllerrevisions`],
    ['slice', `/apis/discovery.k8s.io/v1/${inside}/endpointslices`],
    ['service', `/api/v1/${inside}/services`],
    ['event', `/api/v1/${inside}/events`],
    ['pdb', `/apis/policy/v1/${inside}/poddisruptionbudgets`],
  ];
}

function follow(options: ApiWatchOptions, kind: ObjectKind, path: string): ObjectFollower {
  const { config, notebook, namespace, signal } = options;
  const blind = ({ from, to, afterRv, beforeRv, says }: Blindness): void => {
    const where = '*';
    notebook.record({
      kind: 'gap',
      by: 'watch',
      of: kind,
      where,
      from,
      to,
      afterRv,
      beforeRv,
      says,
    });
  };
  return new ObjectFollower({
    config,
    path,
    signal,
    now: notebook.now,
    onBlind: blind,
    onLate({ says, ...facts }) {
      notebook.record({
        ...{ kind: 'step', by: 'watch', step: 'witness', name: 'late' },
        says: `${facts.changes} changes of a ${kind} were read from the store's past: ${says}`,
        facts: { of: kind, ...facts },
      });
    },
    onChange(change: Change, object: RawObject, rv: number) {
      try {
        if (kind === 'volume') {
          // A volume belongs to the namespace of the claim that it is bound to.
          const volume = object as RawVolume;
          if (volume.spec.claimRef?.namespace !== namespace) return;
          options.onVolume(volume);
        }
        if (kind === 'lease' && !(object.metadata.name in LEADERS)) return;
        notebook.record(projections[kind](stampOf('watch', change, object, rv), object));
      } catch (error) {
        // An object that cannot be read is something that was not seen: never silence.
        const now = notebook.now();
        const says = `an object could not be read: ${messageOf(error)}`;
        blind({ from: now, to: now, afterRv: rv - 1, beforeRv: rv, says });
      }
    },
  });
}
