import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import type { ClusterAddress } from '../model/cluster.ts';
import { HarnessError } from '../support/errors.ts';
import { noteFolder } from '../support/note-folder.ts';
import { stateFolder } from '../support/paths.ts';
import { thisRunner } from '../support/process-identity.ts';
import { addressSchema } from './cluster-address.ts';

const noteSchema = z.object({
  schema: z.literal('steadfast/run-note/v1'),
  id: z.string(),
  run: z.string(),
  runFolder: z.string(),
  cluster: addressSchema,
  /** The runner: its process id, and when that process started, since ids are used again. */
  pid: z.number(),
  pidStarted: z.string().nullable(),
  startedAt: z.string(),
  /** Null where the run makes its own namespaces, which carry its label. */
  given: z
    .object({
      namespace: z.string(),
      /** Uids of what was there before the run: all else is the run's, and goes with it. */
      before: z.array(z.string()),
    })
    .nullable(),
});

/** What a run has on a cluster, for whoever has to clear it away if the run cannot. */
export type RunNote = Readonly<z.infer<typeof noteSchema>>;

export interface NewRunNote {
  readonly run: string;
  readonly runFolder: string;
  readonly cluster: ClusterAddress;
  readonly startedAt: string;
  readonly given: { readonly namespace: string; readonly before: readonly string[] } | null;
}

export interface RunNotes {
  /** Puts the note on disk, for good, before it answers. */
  open(note: NewRunNote): RunNote;
  close(id: string): void;
  list(): RunNote[];
  unreadable(): { readonly file: string; readonly says: string }[];
  fileOf(id: string): string;
}

export function openRunNotes(folder: string = join(stateFolder(), 'runs')): RunNotes {
  const notes = noteFolder<RunNote>(folder, (json) => noteSchema.parse(json));
  return {
    open(fresh) {
      const { given } = fresh;
      const note: RunNote = {
        schema: 'steadfast/run-note/v1',
        id: noteId(fresh),
        ...fresh,
        given: given && { ...given, before: [...given.before] },
        ...thisRunner(),
      };
      try {
        notes.put(note.id, note);
      } catch (error) {
        throw new HarnessError({
          what: `run ${note.run} cannot be noted in ${notes.fileOf(note.id)}`,
          cause: error,
        });
      }
      return note;
    },
    close: (id) => notes.drop(id),
    list: () => notes.list(),
    unreadable: () => notes.unreadable(),
    fileOf: notes.fileOf,
  };
}

/** Shards of one seed that begin within one second have one id, each on a cluster of its own. */
function noteId({ run, cluster: { provider, cluster, context }, given }: NewRunNote): string {
  const where = JSON.stringify([provider, cluster, context, given?.namespace ?? null]);
  return `${run}-${createHash('sha256').update(where).digest('hex').slice(0, 6)}`;
}
