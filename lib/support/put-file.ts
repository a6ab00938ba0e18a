import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Writes a whole file or nothing. A reader, or a machine that loses power, finds the old text or
 * the new one and never half of either: the new text is synced under another name first, and the
 * folder is synced after the rename because the name lives there.
 */
export function putFile(file: string, text: string): void {
  const aside = `${file}.${process.pid}.new`;
  writeSynced(aside, text);
  renameSync(aside, file);
  syncFolder(dirname(file));
}

/** A new file whose text is on disk when this returns; its name is so only after `syncFolder`. */
export function writeSynced(file: string, text: string): void {
  rmSync(file, { force: true });
  const handle = openSync(file, 'wx', 0o600);
  try {
    writeAll(handle, Buffer.from(text, 'utf8'));
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

function writeAll(handle: number, bytes: Buffer): void {
  // A write may take less than it was given.
  for (let done = 0; done < bytes.length; ) done += writeSync(handle, bytes, done);
}

export function syncFolder(folder: string): void {
  // Windows opens no folder; there the rename itself is all that can be asked for.
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
