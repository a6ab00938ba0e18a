import { type Doorway, openDoorway } from '../cluster/doorway.ts';
import type { Session, System } from '../model/system.ts';
import { HarnessError } from '../support/errors.ts';
import type { Stage } from './stage.ts';

/** One session with each member, opened when it is first asked for. */
export interface Sessions {
  readonly system: System;
  with(ordinal: number): Promise<Session>;
  close(): Promise<void>;
}

function sessionsOn({ workload, api, namespace }: Stage): Sessions {
  const { system, set } = workload;
  if (!system) {
    throw new HarnessError({ what: `${workload.name} is no system that clients could speak to` });
  }
  const open = new Map<number, Promise<{ session: Session; doorway: Doorway }>>();

  const opened = async (ordinal: number) => {
    const pod = `${set}-${ordinal}`;
    const where = { config: api.config, namespace, pod, port: system.port };
    const doorway = await openDoorway(where);
    const { host, port } = doorway;
    return { session: await system.open({ member: pod, host, port }), doorway };
  };

  return {
    system,
    async with(ordinal) {
      const known = open.get(ordinal) ?? opened(ordinal);
      open.set(ordinal, known);
      return (await known).session;
    },
    async close() {
      for (const one of open.values()) {
        const { session, doorway } = await one;
        // What a session has left to say to a member that is gone is of no use to anybody.
        await session.close().catch(() => {});
        doorway.close();
      }
      open.clear();
    },
  };
}

/** Sessions for as long as they are used: what was opened is closed with them. */
export async function withSessions<Result>(
  stage: Stage,
  use: (sessions: Sessions) => Promise<Result>,
): Promise<Result> {
  const sessions = sessionsOn(stage);
  try {
    return await use(sessions);
  } finally {
    await sessions.close();
  }
}
