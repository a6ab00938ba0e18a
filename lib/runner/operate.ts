import { messageOf } from '../support/errors.ts';
import type { Sessions } from './sessions.ts';
import type { Stage } from './stage.ts';

export interface Request {
  readonly client: string;
  readonly number: number;
  readonly ordinal: number;
  readonly does: 'read' | 'write';
  readonly key: string;
  /** What is to be written; null for a read. */
  readonly value: string | null;
}

/** How it ended, as far as the client can know. */
export interface Answer {
  readonly isDone: boolean;
  readonly value: string | null;
}

/** Asks a member for one thing and writes down both the question and how it ended. */
export async function operate(
  { notebook, workload }: Pick<Stage, 'notebook' | 'workload'>,
  sessions: Sessions,
  { ordinal, value, ...request }: Request,
): Promise<Answer> {
  const member = `${workload.set}-${ordinal}`;
  const common = { kind: 'op', by: 'client', ...request, member, podUid: null } as const;
  const session = await sessions.with(ordinal);
  notebook.record({ ...common, op: 'invoke', value });
  try {
    const { key } = request;
    if (value === null) {
      const found = await session.read(key);
      notebook.record({ ...common, op: 'ok', value: found });
      return { isDone: true, value: found };
    }
    const place = (await session.append?.(key, value)) ?? null;
    if (place === null) await session.write(key, value);
    notebook.record({ ...common, op: 'ok', value, place });
    return { isDone: true, value };
  } catch (error) {
    const op = value === null ? 'failed' : 'unsure';
    notebook.record({ ...common, op, value, says: messageOf(error).slice(0, 200) });
    return { isDone: false, value: null };
  }
}
