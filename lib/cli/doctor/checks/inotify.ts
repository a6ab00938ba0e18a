import { join } from 'node:path';
import { setSysctl } from '../changes/sysctl.ts';
import { type Check, fine, notNeeded } from '../check.ts';
import { asRoot, type Host, readText } from '../host.ts';

/** Each node runs systemd, containerd and a kubelet, and all of them count against one user. */
const NEEDED = {
  'fs.inotify.max_user_instances': 1024,
  'fs.inotify.max_user_watches': 524_288,
} as const;
/** An embedded cluster of four nodes has no systemd: 49 instances, and 60 with its stories. */
const ENOUGH_FOR_ONE = {
  'fs.inotify.max_user_instances': 100,
  'fs.inotify.max_user_watches': 8192,
} as const;

export const inotify: Check = {
  id: 'inotify',
  title: 'inotify limits',
  neededFor: 'with fewer, a second cluster fails after minutes and never says why',
  providers: ['kind', 'embedded'],
  quick: true,
  async examine(survey) {
    if (!(await survey.sharesKernel())) return notNeeded('the containers run on another kernel');
    const low = tooLow(survey.host);
    if (low.length === 0) return fine('instances and watches suffice for several clusters');
    const one = survey.provider === 'embedded' && tooLow(survey.host, ENOUGH_FOR_ONE).length === 0;
    return {
      // One cluster can do with what a kernel gives by default; a second one might not.
      state: one ? 'warning' : 'broken',
      says: low.map(({ name, now, need }) => `${name} is ${now}, not ${need}`).join('; '),
      mend: low.map(({ name, need }) => asRoot(survey.host, `sysctl -w ${name}=${need}`)),
    };
  },
  async remedies(survey) {
    if (!(await survey.sharesKernel())) return [];
    return tooLow(survey.host).map(({ name, need }) => setSysctl(survey.host, name, String(need)));
  },
};

/** A limit that cannot be read is one that this kernel does not have. */
function tooLow(host: Host, needed: Readonly<Record<string, number>> = NEEDED) {
  return Object.entries(needed).flatMap(([name, need]) => {
    const text = readText(join(host.procFolder, 'sys', ...name.split('.')));
    const now = Number(text ?? Number.NaN);
    return now < need ? [{ name, now, need }] : [];
  });
}
