import { type ClientOperation, clientOperationsOf } from '../../model/client-operations.ts';
import type { History } from '../../model/entry.ts';
import type { World } from '../../model/scenario.ts';
import { HarnessError } from '../../support/errors.ts';
import { waitFor } from '../../support/wait.ts';
import { type Answer, operate } from '../operate.ts';
import { type Sessions, withSessions } from '../sessions.ts';
import type { Desk } from './desk.ts';

type Readings = Pick<World, 'readBack' | 'reaches'>;

const READER = 'reader';

/** The verbs of somebody who looks again at what the system was given. */
export function readingsOf({ stage, verb }: Desk): Readings {
  const { workload, notebook, signal } = stage;
  let asked = 0;

  /** Every look is an operation like any other, and those without an answer are written down. */
  const readUntil = async (
    sessions: Sessions,
    { ordinal, key }: { readonly ordinal: number; readonly key: string },
    until: (answer: Answer) => boolean,
  ): Promise<void> => {
    await waitFor({
      what: `${workload.set}-${ordinal} to say what ${key} is`,
      ...{ limit: 'servedMs', signal, everyMs: 500, until },
      read: () => {
        asked += 1;
        const request = { client: READER, number: asked, ordinal, key, value: null };
        return operate(stage, sessions, { ...request, does: 'read' });
      },
      describe: ({ isDone, value }) => (isDone ? `it is ${value}` : 'no answer'),
    });
  };

  return {
    async readBack(members, keys) {
      const wanted = keys ?? keysWritten(notebook.entries);
      verb('read-back', `reading ${wanted.length} keys again`, { members, keys: wanted.length });
      await withSessions(stage, async (sessions) => {
        for (const ordinal of members) {
          for (const key of wanted) {
            await readUntil(sessions, { ordinal, key }, ({ isDone }) => isDone);
          }
        }
      });
    },

    async reaches(members) {
      const last = clientOperationsOf(notebook.entries).findLast(isAcknowledged);
      if (!last) throw new HarnessError({ what: 'no write was acknowledged yet' });
      const { key } = last;
      verb('reaches', `waiting for ${key} to show elsewhere`, { key, members });
      await withSessions(stage, async (sessions) => {
        for (const ordinal of members) {
          await readUntil(sessions, { ordinal, key }, ({ value }) => value === last.value);
        }
      });
    },
  };
}

function isAcknowledged({ does, outcome }: ClientOperation): boolean {
  return does === 'write' && outcome === 'ok';
}

function keysWritten(history: History): readonly string[] {
  const written = clientOperationsOf(history).filter(({ does }) => does === 'write');
  return [...new Set(written.map(({ key }) => key))].sort();
}
