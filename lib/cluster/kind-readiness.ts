import { toolPath } from '../airgap/tools.ts';
import { DEFAULT_KUBERNETES, nodeImage } from '../airgap/versions.ts';
import { attempt } from '../support/exec.ts';

export type Readiness =
  | { readonly ready: true; readonly says: string }
  | { readonly ready: false; readonly says: string; readonly mend: string };

/** Whether kind can be used here as things stand: engine, kind CLI and node image all at hand. */
export async function kindReadiness(kubernetes = DEFAULT_KUBERNETES): Promise<Readiness> {
  if (!(await works(['docker', 'info']))) {
    return {
      ready: false,
      says: 'no container engine answers',
      mend: 'sudo npx steadfast doctor --fix --yes, or a cluster of yours: --context NAME',
    };
  }
  const mend = 'npx steadfast airgap build, or --provider kind where a registry is reached';
  if (!(await toolPath('kind', kubernetes))) {
    return { ready: false, says: 'the engine runs, but there is no kind CLI', mend };
  }
  const image = nodeImage(kubernetes);
  if (!(await works(['docker', 'image', 'inspect', image]))) {
    return { ready: false, says: `the engine runs and kind is here, but not ${image}`, mend };
  }
  return { ready: true, says: `the engine runs, kind is here and so is the node image ${image}` };
}

async function works(argv: readonly string[]): Promise<boolean> {
  return await attempt(argv, { limitMs: 20_000 }).then(
    ({ code }) => code === 0,
    () => false,
  );
}
