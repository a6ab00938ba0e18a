import { isAlive } from '../support/process-identity.ts';
import { isOn } from './cluster-address.ts';
import { openRunNotes, type RunNote, type RunNotes } from './run-notes.ts';

/**
 * Drops the notes of runs whose cluster has just gone, with all that they had there: those of
 * runners that are no more, and those of this very process, which has no more use for them.
 */
export function voidRuns(
  gone: { readonly provider: string; readonly name: string },
  notes: RunNotes = openRunNotes(),
): readonly RunNote[] {
  const voided = notes
    .list()
    .filter((note) => isOn(note, gone) && (!isAlive(note) || note.pid === process.pid));
  for (const { id } of voided) notes.close(id);
  return voided;
}
