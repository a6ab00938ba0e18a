import type { World } from '../../model/scenario.ts';
import { HarnessError } from '../../support/errors.ts';
import { waitFor } from '../../support/wait.ts';
import { startLoad } from '../load.ts';
import { type Sessions, withSessions } from '../sessions.ts';
import type { Desk } from './desk.ts';

type Loads = Pick<World, 'underLoad' | 'accepts' | 'leader'>;

/** The verbs of a system's clients at work. */
export function loadsOf(desk: Desk): Loads {
  const { stage, verb, waitUntil } = desk;
  const { view, workload, signal } = stage;
  let loads = 0;

  return {
    async underLoad(load, body) {
      loads += 1;
      verb('load', `${load.clients} clients at ${workload.set}`, { ...load });
      await withSessions(stage, async (sessions) => {
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

    async leader(besides) {
      const who = besides === undefined ? 'one' : `another than ${besides}`;
      return await withSessions(stage, async (sessions) => {
        const leading = await waitFor({
          what: `${who} of ${workload.set} to lead`,
          ...{ limit: 'servedMs', signal },
          read: () => leaderAmong(desk, sessions, besides),
          until: (ordinal) => ordinal !== null,
          describe: (ordinal) => (ordinal === null ? 'nobody does' : `${ordinal} does`),
        });
        verb('leader', `${workload.set}-${leading} leads`, { ordinal: leading });
        return leading ?? 0;
      });
    },
  };
}

async function leaderAmong(
  { stage }: Desk,
  sessions: Sessions,
  besides: number | undefined,
): Promise<number | null> {
  for (const { ordinal } of stage.view.members()) {
    if (ordinal === besides) continue;
    const session = await sessions.with(ordinal);
    if (!session.leads) {
      throw new HarnessError({ what: `members of ${stage.workload.set} do not say who leads` });
    }
    // One that does not answer does not lead either, as far as anybody could use it.
    if (await session.leads().catch(() => false)) return ordinal;
  }
  return null;
}
