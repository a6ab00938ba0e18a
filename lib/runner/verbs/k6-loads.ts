import { basename } from 'node:path';
import { openDoorway } from '../../cluster/doorway.ts';
import { findK6 } from '../../cluster/k6-program.ts';
import type { World } from '../../model/scenario.ts';
import { HarnessError } from '../../support/errors.ts';
import { seeded } from '../../support/random.ts';
import { underK6 } from '../k6/play.ts';
import type { Desk } from './desk.ts';

/** The verb of a load that a script asks of k6. */
export function k6LoadsOf({ stage, verb }: Desk): Pick<World, 'underK6'> {
  const { api, namespace, notebook, signal, story, seed, workload } = stage;
  const { set, replicas, system } = workload;
  let loads = 0;

  return {
    async underK6(body) {
      const script = system?.loadScript;
      if (!script) throw new HarnessError({ what: `${workload.name} has no script for k6` });
      const k6 = await findK6();
      if ('lacks' in k6) throw new HarnessError({ what: 'there is no load', lastSeen: k6.lacks });
      loads += 1;
      const drawn = Math.floor(seeded(`${seed} ${story.id} k6-${loads}`)() * 2 ** 31);
      const pods = Array.from({ length: replicas }, (_, ordinal) => `${set}-${ordinal}`);
      const name = basename(script);
      const facts = { script: name, version: k6.version, from: k6.from, seed: drawn };
      const doorways = await Promise.all(
        pods.map((pod) => openDoorway({ config: api.config, namespace, pod, port: system.port })),
      );
      try {
        verb('k6', `k6 ${k6.version} puts ${name} to ${set}`, { ...facts, members: pods });
        const members = doorways.map(({ host, port }, place) => {
          return { name: pods[place], url: `http://${host}:${port}` };
        });
        const env = { MEMBERS: JSON.stringify(members), SEED: `${drawn}` };
        await underK6({ k6, script, env, notebook, signal }, body);
      } finally {
        for (const doorway of doorways) doorway.close();
      }
      verb('k6-over', `k6 has left ${set}`);
    },
  };
}
