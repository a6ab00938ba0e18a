import { toolPath } from '../../airgap/tools.ts';
import { DEFAULT_KUBERNETES, nodeImage, SHELL_IMAGE } from '../../airgap/versions.ts';
import { HarnessError } from '../../support/errors.ts';
import { attempt } from '../../support/exec.ts';

export interface Ingredients {
  readonly kind: string;
  /** The node image to name, or null to let kind take its own pinned default. */
  readonly image: string | null;
}

/** Without an engine nothing can be asked, not even whether a cluster is there. */
export async function requireEngine(): Promise<void> {
  const engine = await attempt(['docker', 'version', '--format', '{{.Server.Version}}']).catch(
    (error: unknown) => ({ code: 127, stderr: String(error) }),
  );
  if (engine.code !== 0) {
    throw new HarnessError({
      what: 'the container engine does not answer',
      lastSeen: engine.stderr.trim().split('\n').at(-1) ?? '',
      tryThis: 'steadfast doctor',
    });
  }
}

/** What a new cluster is made of; each thing that is missing says how to get it. */
export async function requireIngredients(kubernetes: string | null): Promise<Ingredients> {
  const version = kubernetes ?? DEFAULT_KUBERNETES;
  const kind = toolPath('kind', version);
  if (!kind) {
    throw new HarnessError({
      what: 'the kind command is neither in the cache nor on PATH',
      tryThis: 'steadfast airgap build',
    });
  }
  return { kind, image: await chooseImage(kubernetes, version) };
}

/**
 * The image of our own making wins, because what is in it is known. Without one, a host that
 * reaches a registry lets kind pull: its own pinned image, or the release that was asked for.
 * That way is not exercised by this project's own runs, which have no registry.
 */
async function chooseImage(asked: string | null, version: string): Promise<string | null> {
  const own = nodeImage(version);
  const inspect = await attempt(['docker', 'image', 'inspect', '--format', '{{.Id}}', own]);
  if (inspect.code === 0) return own;
  const pull = await attempt(['docker', 'pull', '--quiet', SHELL_IMAGE], { limitMs: 30_000 }).catch(
    (error: unknown) => ({ code: 1, stderr: String(error) }),
  );
  if (pull.code === 0) return asked === null ? null : `kindest/node:v${version}`;
  throw new HarnessError({
    what: `the engine has no image ${own}, and no registry is reached to pull one from`,
    lastSeen: pull.stderr.trim().split('\n').at(-1) ?? '',
    tryThis: `steadfast airgap build --kubernetes ${version}`,
  });
}
