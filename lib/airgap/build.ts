import { UsageError } from '../support/errors.ts';
import { archives, imageNamed } from './archives.ts';
import { baseImages } from './base-images.ts';
import { builtComponents, componentsToLabel } from './components.ts';
import { goToolchain } from './go-toolchain.ts';
import { requireHostPackages } from './host-packages.ts';
import { kubernetesBinaries } from './kubernetes-binaries.ts';
import { nodeImageFor } from './node-image.ts';
import { sharedBinaries } from './shared-binaries.ts';
import type { Building, Progress } from './step.ts';
import { KUBERNETES_VERSIONS } from './versions.ts';

export interface AirgapOptions {
  /** '1.36.3' */
  readonly kubernetes: string;
  readonly progress: Progress;
  readonly signal?: AbortSignal;
}

export interface Built {
  readonly kubernetes: string;
  /** The node image's name in the container engine. */
  readonly nodeImage: string;
  /** Folders of binaries: this release's own, and those that all releases share. */
  readonly kubernetesFolder: string;
  readonly sharedFolder: string;
  /** References of the images inside the node image, and the archives they came from. */
  readonly archives: Readonly<Record<string, string>>;
  readonly seconds: number;
}

/**
 * Makes all that a cluster needs on a host that reaches no container registry, from Debian packages
 * and Go modules. Each step is skipped when its output for the same inputs is already there.
 */
export async function buildAirgap(options: AirgapOptions): Promise<Built> {
  const { kubernetes } = options;
  if (!KUBERNETES_VERSIONS.some((known) => known === kubernetes)) {
    throw new UsageError({
      what: `Kubernetes ${kubernetes} cannot be built from Go modules here`,
      tryThis: `one of ${KUBERNETES_VERSIONS.join(', ')}`,
    });
  }
  const started = performance.now();
  await requireHostPackages();
  return together(options, async (building) => {
    const go = await goToolchain(building);
    building.progress(`Go ${go.version}, ${go.from}`);
    // Packages come over the network while the compiler has the processors.
    const [base, [kubernetesFolder, sharedFolder]] = await building.all([
      baseImages(go, building),
      binaries(),
    ]);
    const made = await archives(
      { kubernetes, kubernetesFolder, sharedFolder, proxyBase: base.proxy },
      building,
    );
    const nodeImage = await nodeImageFor(
      {
        kubernetes,
        kubernetesFolder,
        sharedFolder,
        base: base.node,
        archives: made,
        pause: imageNamed('pause', Object.keys(made)),
        components: componentsToLabel(builtComponents(kubernetes, go.version)),
      },
      building,
    );
    const seconds = Math.round((performance.now() - started) / 1000);
    building.progress(`${nodeImage} is ready after ${seconds} s`);
    return { kubernetes, nodeImage, kubernetesFolder, sharedFolder, archives: made, seconds };

    async function binaries(): Promise<readonly [string, string]> {
      const own = await kubernetesBinaries(kubernetes, go, building);
      return [own, await sharedBinaries(go, building)];
    }
  });
}

interface Together extends Building {
  /** Like Promise.all, but the first failure stops the others before it is reported. */
  all<A, B>(tasks: readonly [Promise<A>, Promise<B>]): Promise<[A, B]>;
}

async function together<Result>(
  options: AirgapOptions,
  work: (building: Together) => Promise<Result>,
): Promise<Result> {
  const failed = new AbortController();
  const signals = options.signal ? [options.signal, failed.signal] : [failed.signal];
  return work({
    progress: options.progress,
    signal: AbortSignal.any(signals),
    async all([first, second]) {
      const stop = (error: unknown) => {
        failed.abort(error);
        throw error;
      };
      const settled = await Promise.allSettled([first.catch(stop), second.catch(stop)]);
      // The one that failed first knows why; the other was only told to stop.
      if (failed.signal.aborted) throw failed.signal.reason;
      const [a, b] = settled;
      if (a.status === 'rejected') throw a.reason;
      if (b.status === 'rejected') throw b.reason;
      return [a.value, b.value];
    },
  });
}
