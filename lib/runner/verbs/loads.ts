import { clientOperationsOf } from '../../model/client-operations.ts';
import type { World } from '../../model/scenario.ts';
import { HarnessError } from '../../support/errors.ts';
import { waitFor } from '../../support/wait.ts';
import { startLoad } from '../load.ts';
import { operate } from '../operate.ts';
import { type Sessions, sessionsOn } from '../sessions.ts';
import type { Desk } from './desk.ts';

type Loads = Pick<World, 'underLoad' | 'accepts' | 'readBack' | 'leader'>;

const READER = 'reader';

/** The verbs of a system's clients: they work, they look again, and they ask who leads. */
export function loadsOf(desk: Desk): Loads {
  const { stage, verb, waitUntil } = desk;
  const { view, workload, notebook, signal } = stage;
  let loads = 0;
  let asked = 0;

  return {
    async underLoad(load, body) {
      loads += 1;
      verb('load', `${load.clients} clients at ${workload.set}`, { ...load });
      await withSessions(desk, async (sessions) => {
        const running = startLoad(stage, sessions, load, `client-${loads}`);
        try {
          await body();
        } finally {
          await running.stop();
        }
      });
      verb('load-over', `the clients of ${workload.set} have gone`);
    },

    async accepts(writes) {
      const before = view.accepted();
      verb('accepts', `waiting for ${writes} more acknowledged writes`, { writes });
      await waitUntil(`${writes} more acknowledged writes`, 'servedMs', () => {
        const more = view.accepted() - before;
        return more >= writes ? null : `${more} so far`;
      });
    },

    async readBack(members, keys) {
      const wanted = keys ?? keysWritten(notebook.entries);
      verb('read-back', `reading ${wanted.length} keys again`, { members, keys: wanted.length });
      await withSessions(desk, async (sessions) => {
        for (const ordinal of members) {
          for (const key of wanted) {
            await waitFor({
              what: `${workload.set}-${ordinal} to answer what ${key} is`,
              ...{ limit: 'servedMs', signal, everyMs: 500 },
              read: () => {
                asked += 1;
                const request = { client: READER, number: asked, ordinal, key, value: null };
                return operate(stage, sessions, { ...request, does: 'read' });
              },
              until: (isAnswered) => isAnswered,
              describe: (isAnswered) => (isAnswered ? 'answered' : 'no answer'),
            });
          }
        }
      });
    },

    async leader() {
      return await withSessions(desk, async (sessions) => {
        const leading = await waitFor({
          what: `one of ${workload.set} to lead`,
          ...{ limit: 'servedMs', signal },
          read: () => leaderAmong(desk, sessions),
          until: (ordinal) => ordinal !== null,
          describe: (ordinal) => (ordinal === null ? 'nobody does' : `${ordinal} does`),
        });
        verb('leader', `${workload.set}-${leading} leads`, { ordinal: leading });
        return leading ?? 0;
      });
    },
  };
}

/** The sessions of one verb: what was opened for it is closed with it. */
async function withSessions<Result>(
  { stage }: Desk,
  use: (sessions: Sessions) => Promise<Result>,
): Promise<Result> {
  const sessions = sessionsOn(stage);
  try {
    return await use(sessions);
  } finally {
    await sessions.close();
  }
}

async function leaderAmong({ stage }: Desk, sessions: Sessions): Promise<number | null> {
  for (const { ordinal } of stage.view.members()) {
    const session = await sessions.with(ordinal);
    if (!session.leads) {
      throw new HarnessError({ what: `members of ${stage.workload.set} do not say who leads` });
    }
    // One that does not answer does not lead either, as far as anybody could use it.
    if (await session.leads().catch(() => false)) return ordinal;
  }
  return null;
}

function keysWritten(history: Parameters<typeof clientOperationsOf>[0]): readonly string[] {
  const written = clientOperationsOf(history).filter(({ does }) => does === 'write');
  return [...new Set(written.map(({ key }) => key))].sort();
}
