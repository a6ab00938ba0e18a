import { run } from '../../../support/exec.ts';
import type { Say } from '../check.ts';
import { docker } from '../engine/engine.ts';
import type { Host } from '../host.ts';
import type { Change } from './change.ts';
import { takeBackEngine } from './engine-process.ts';
import { takeBackConfiguration } from './runtime-registration.ts';
import { takeBackSysctl } from './sysctl.ts';
import { takeBackWrapper } from './wrapper.ts';

export interface TakenBack {
  /** True when nothing of the change is left, so that it can be forgotten. */
  readonly gone: boolean;
  readonly says: string;
}

/** Undoes one change: twice does no harm, nor does one that was only half made. */
export async function takeBack(host: Host, change: Change, say: Say): Promise<TakenBack> {
  switch (change.kind) {
    case 'sysctl':
      return takeBackSysctl(change);
    case 'packages': {
      const names = change.names.join(' ');
      return { gone: true, says: `packages stay installed: apt-get remove ${names}` };
    }
    case 'wrapper':
      return takeBackWrapper(host, change);
    case 'configuration':
      return takeBackConfiguration(host, change, say);
    case 'engine':
      return takeBackEngine(host, change);
    case 'service':
      return stopService(host, change.name);
  }
}

async function stopService(host: Host, name: string): Promise<TakenBack> {
  const { stdout } = await docker(host, ['ps', '--format', '{{.Names}}']);
  const names = stdout.trim().split('\n').filter(Boolean);
  if (names.length > 0) return { gone: false, says: `the engine still runs ${names.join(', ')}` };
  // Its socket would start it again at the next word to it.
  await run(['systemctl', 'stop', `${name}.socket`, name]);
  return { gone: true, says: `the service ${name} is stopped` };
}
