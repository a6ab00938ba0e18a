import {
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  unlinkSync,
} from 'node:fs';
import { join } from 'node:path';
import { messageOf } from './errors.ts';
import { syncFolder, writeSynced } from './put-file.ts';

/** Notes of one kind, each a file of its own, that outlive whoever wrote them. */
export interface NoteFolder<Note> {
  fileOf(id: string): string;
  /** On disk for good before it answers; fails with EEXIST where the name is taken. */
  put(id: string, note: Note): void;
  /** Dropping what is gone is nothing. */
  drop(id: string): void;
  list(): Note[];
  /** Files that should be notes and cannot be read as one: somebody has to look at them. */
  unreadable(): { readonly file: string; readonly says: string }[];
}

export function noteFolder<Note>(folder: string, read: (json: unknown) => Note): NoteFolder<Note> {
  const fileOf = (id: string) => join(folder, `${id}.json`);
  const readAll = () => {
    const names = existsSync(folder)
      ? readdirSync(folder).filter((name) => /\.json$/.test(name))
      : [];
    return names.sort().flatMap((name) => readNote(join(folder, name), read));
  };

  return {
    fileOf,

    put(id, note) {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      const file = fileOf(id);
      const draft = `${file}.${process.pid}.draft`;
      writeSynced(draft, `${JSON.stringify(note, null, 2)}\n`);
      try {
        // A link fails where the name is taken, and what it names is whole: never half a note.
        linkSync(draft, file);
      } finally {
        unlinkSync(draft);
        syncFolder(folder);
      }
    },

    drop(id) {
      if (!existsSync(fileOf(id))) return;
      // Another process may be faster by the blink between the two.
      rmSync(fileOf(id), { force: true });
      syncFolder(folder);
    },

    list: () => readAll().flatMap((found) => ('note' in found ? [found.note] : [])),
    unreadable: () => readAll().flatMap((found) => ('note' in found ? [] : [found])),
  };
}

type Read<Note> = { readonly note: Note } | { readonly file: string; readonly says: string };

function readNote<Note>(file: string, read: (json: unknown) => Note): Read<Note>[] {
  try {
    return [{ note: read(JSON.parse(readFileSync(file, 'utf8'))) }];
  } catch (error) {
    // Whoever wrote it has dropped it since the folder was listed.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    return [{ file, says: messageOf(error) }];
  }
}
