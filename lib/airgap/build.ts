import { UsageError } from '../support/errors.ts';
import { archives } from './archives.ts';
import { nodeBase } from './base-images.ts';
import { builtComponents, componentsToLabel } from './components.ts';
import { debianSystem } from './debian-system.ts';
import { folderProvisioner } from './folder-provisioner.ts';
import { goToolchain } from './go-toolchain.ts';
import { requireHostPackages } from './host-packages.ts';
import { listIngredients } from './ingredients.ts';
import { kubernetesBinaries } from './kubernetes-binaries.ts';
import { nodeImageFor } from './node-image.ts';
import { imageNamed } from './program-images.ts';
import { sharedBinaries } from './shared-binaries.ts';
import type { Building, Progress } from './step.ts';
import { toxiproxyIfToBeHad } from './toxiproxy.ts';
import { KUBERNETES_VERSIONS } from './versions.ts';

export interface AirgapOptions {
  /** '1.36.3' */
  readonly kubernetes: string;
  readonly progress: Progress;
  readonly signal?: AbortSignal | undefined;
}

export interface Built {
  readonly kubernetes: string;
  /** The node image's name in the container engine; null when none was asked for. */
  readonly nodeImage: string | null;
  readonly seconds: number;
}

/**
 * Makes all that a cluster needs on a host that reaches no container registry, from Debian packages
 * and Go modules. Each step is skipped when its output for the same inputs is already there. What
 * the embedded provider needs is all of it but the node image, for which the engine is asked.
 */
export async function buildAirgap(
  options: AirgapOptions,
  { nodeImage: wanted }: { readonly nodeImage: boolean },
): Promise<Built> {
  const { kubernetes } = options;
  if (!KUBERNETES_VERSIONS.some((known) => known === kubernetes)) {
    throw new UsageError({
      what: `Kubernetes ${kubernetes} cannot be built from Go modules here`,
      tryThis: `one of ${KUBERNETES_VERSIONS.join(', ')}`,
    });
  }
  const started = performance.now();
  await requireHostPackages({ engine: wanted });
  return together(options, async (building) => {
    const go = await goToolchain(building);
    building.progress(`Go ${go.version}, ${go.from}`);
    // Packages come over the network while the compiler has the processors.
    const [{ debian, base }, folders] = await building.all([systems(), binaries()]);
    await listIngredients({ kubernetes, go, debian }, building);
    const nodeImage = base ? await image(base) : null;
    const seconds = Math.round((performance.now() - started) / 1000);
    const what = nodeImage ?? `all that an embedded cluster of ${kubernetes} needs`;
    building.progress(`${what} is ready after ${seconds} s`);
    return { kubernetes, nodeImage, seconds };

    async function systems() {
      const debian = await debianSystem(building);
      return { debian, base: wanted ? await nodeBase(debian, go, building) : null };
    }

    async function binaries() {
      const own = await kubernetesBinaries(kubernetes, go, building);
      const shared = await sharedBinaries(go, building);
      await folderProvisioner(go, building);
      await toxiproxyIfToBeHad(go, building);
      return { kubernetesFolder: own, sharedFolder: shared };
    }

    async function image(base: string): Promise<string> {
      const found = await archives({ kubernetes, ...folders, debian }, building, 'kind');
      return nodeImageFor(
        {
          kubernetes,
          ...folders,
          base,
          archives: found,
          pause: imageNamed('pause', Object.keys(found)),
          components: componentsToLabel(builtComponents(kubernetes, go.version, 'kind')),
        },
        building,
      );
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
