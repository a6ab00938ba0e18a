import { readFile, rename, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { VOLUME_MAKERS, type VolumeMaker } from '../model/cluster.ts';

/**
 * What was read from the cluster when it was complete. `attach` reads everything again; this is for
 * the times when the cluster is too hurt to answer, which is when faults have to be undone.
 */
const recordSchema = z.object({
  kubernetes: z.string(),
  timers: z.record(z.string(), z.number()),
  /** Feature gates as the API server told of them. */
  gates: z.record(z.string(), z.boolean()).default({}),
  volumes: z.enum(VOLUME_MAKERS).optional(),
});
export type ClusterRecord = z.infer<typeof recordSchema>;

/** Embedded clusters have but one maker of volumes, and say nothing of it. */
export function volumesBy(record: Pick<ClusterRecord, 'volumes'> | null): VolumeMaker {
  return record?.volumes ?? 'folders';
}

export async function readRecord(file: string): Promise<ClusterRecord | null> {
  try {
    return recordSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    return null;
  }
}

export async function writeRecord(file: string, record: ClusterRecord): Promise<void> {
  const aside = `${file}.new`;
  await writeFile(aside, `${JSON.stringify(record, null, 2)}\n`, { mode: 0o600 });
  await rename(aside, file);
}
