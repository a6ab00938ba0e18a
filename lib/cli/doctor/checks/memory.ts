import { freemem } from 'node:os';
import { join } from 'node:path';
import { type Check, fine, notNeeded, type Observation } from '../check.ts';
import { readText } from '../host.ts';

const GIB = 1024 ** 3;
/** An idle cluster of four nodes takes about 1 GiB; etcd and workloads under load want the rest. */
const WANTED = 4 * GIB;
const LEAST = 2 * GIB;

export const memory: Check = {
  id: 'memory',
  title: 'memory',
  neededFor: 'a cluster short of memory fails in ways that look like a violated promise',
  providers: ['kind', 'embedded'],
  quick: false,
  async examine(survey) {
    if (await survey.sharesKernel()) return judge(available(survey.host.procFolder), 'available');
    const found = await survey.engine();
    if (found.state !== 'running') return notNeeded('to be seen when the engine runs');
    return judge(found.facts.MemTotal, "in the engine's machine");
  },
};

export function judge(bytes: number, where: string): Observation {
  const says = `${(bytes / GIB).toFixed(1)} GiB ${where}`;
  if (bytes >= WANTED) return fine(says);
  return {
    state: bytes >= LEAST ? 'warning' : 'broken',
    says: `${says}, ${WANTED / GIB} GiB are wanted`,
    mend: ['docker stats --no-stream', 'ps -eo rss,comm --sort=-rss | head'],
  };
}

function available(procFolder: string): number {
  const kibibytes = readText(join(procFolder, 'meminfo'))?.match(/^MemAvailable:\s+(\d+) kB/m)?.[1];
  return kibibytes ? Number(kibibytes) * 1024 : freemem();
}
