import { existsSync, statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import { type Check, fine, type Observation } from '../check.ts';
import type { Survey } from '../survey.ts';
import { everythingBuilt } from './built.ts';

const GIB = 1024 ** 3;
/** Build trees and caches of Go take most of it; what is built takes a fifth. */
const TO_BUILD = 15 * GIB;
const TO_RUN = 4 * GIB;

export const disk: Check = {
  id: 'disk',
  title: 'disk space',
  neededFor: 'a full disk makes nodes evict pods, which looks like chaos nobody injected',
  providers: ['kind', 'embedded'],
  quick: false,
  async examine(survey) {
    const rooms = (await folders(survey)).map((folder) => ({ folder, free: freeAt(folder) }));
    const tightest = rooms.reduce((one, other) => (other.free < one.free ? other : one));
    return judge(tightest, (await everythingBuilt(survey)) ? TO_RUN : TO_BUILD);
  },
};

export function judge(room: { folder: string; free: number }, need: number): Observation {
  const says = `${(room.free / GIB).toFixed(1)} GiB free at ${room.folder}`;
  if (room.free >= need) return fine(says);
  return {
    state: 'broken',
    says: `${says}, ${need / GIB} GiB are needed`,
    mend: ['docker system df', `df -h ${room.folder}`],
  };
}

async function folders(survey: Survey): Promise<[string, ...string[]]> {
  const { cacheFolder } = survey.host;
  if (survey.provider === 'embedded') return [cacheFolder, survey.host.stateFolder];
  if (!(await survey.sharesKernel())) return [cacheFolder];
  const found = await survey.engine();
  const engine = found.state === 'running' ? found.facts.DockerRootDir : '/var/lib/docker';
  return [cacheFolder, engine];
}

/** A folder that is not there yet will be made where its nearest parent is. */
function freeAt(folder: string): number {
  let place = folder;
  while (!existsSync(place) && dirname(place) !== place) place = dirname(place);
  const { bavail, bsize } = statfsSync(place);
  return bavail * bsize;
}
