import type { ProviderName } from '../../model/cluster.ts';
import { type Engine, lookAtEngine } from './engine/engine.ts';
import type { Host } from './host.ts';

export type Wanted = ProviderName | 'auto';

/** One look round: what several checks ask for is looked up once. */
export interface Survey {
  readonly host: Host;
  readonly provider: Wanted;
  /** True when only what takes a moment may be asked. */
  readonly quick: boolean;
  engine(): Promise<Engine>;
  /** True when the containers share this machine's kernel, so that its limits are theirs. */
  sharesKernel(): Promise<boolean>;
}

export function survey(
  host: Host,
  options: { readonly provider: Wanted; readonly quick?: boolean },
): Survey {
  let seen: Promise<Engine> | undefined;
  const engine = () => {
    seen ??= lookAtEngine(host);
    return seen;
  };
  return {
    host,
    provider: options.provider,
    quick: options.quick ?? false,
    engine,
    async sharesKernel() {
      if (host.platform !== 'linux') return false;
      if (options.provider === 'embedded') return true;
      const found = await engine();
      if (!found.local) return false;
      // Docker Desktop answers on a local socket, but its containers live in a virtual machine.
      return found.state !== 'running' || found.facts.OperatingSystem !== 'Docker Desktop';
    },
  };
}
