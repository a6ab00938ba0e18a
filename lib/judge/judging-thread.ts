import { parentPort } from 'node:worker_threads';
import { messageOf } from '../support/errors.ts';
import type { Answered, Asked } from './judge-aside.ts';
import { writeVerdicts } from './judge-folder.ts';

parentPort?.on('message', async ({ id, folder }: Asked) => {
  let error: string | null = null;
  try {
    await writeVerdicts(folder);
  } catch (thrown) {
    error = messageOf(thrown);
  }
  parentPort?.postMessage({ id, error } satisfies Answered);
});
