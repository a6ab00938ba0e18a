import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { goToolchain } from '../airgap/go-toolchain.ts';
import { compilerFlags, kubernetesFolder } from '../airgap/kubernetes-binaries.ts';
import { type Building, made } from '../airgap/step.ts';
import { HarnessError } from '../support/errors.ts';
import { run } from '../support/exec.ts';
import type { Mutant } from './mutants.ts';

const MODULE = 'k8s.io/kubernetes';
const COMMAND = 'kube-controller-manager';

/** Builds the broken controller-manager of a release, unless it is there, and answers its path. */
export async function buildMutant(
  mutant: Mutant,
  kubernetes: string,
  building: Building,
): Promise<string> {
  const folder = await made(
    {
      name: `mutant-${mutant.name}-v${kubernetes}`,
      inputs: {
        module: `${MODULE}@v${kubernetes}`,
        edit: [mutant.file, mutant.find, mutant.become],
      },
      make: (aside) => compile(mutant, kubernetes, aside, building),
    },
    building,
  );
  return join(folder, COMMAND);
}

/** The published module with one file changed, in the place of the published module. */
async function compile(
  mutant: Mutant,
  kubernetes: string,
  folder: string,
  building: Building,
): Promise<void> {
  const options = { cwd: folder, ...(building.signal ? { signal: building.signal } : {}) };
  const go = await goToolchain(building);
  const said = await go.run(['mod', 'download', '-json', `${MODULE}@v${kubernetes}`]);
  const { Dir } = z.object({ Dir: z.string() }).parse(JSON.parse(said));
  const copy = join(folder, 'kubernetes');
  await run(['cp', '-r', '--no-preserve=mode', Dir, copy], options);
  await edit(join(copy, 'pkg', 'controller', 'statefulset', mutant.file), mutant);
  const release = kubernetesFolder(kubernetes);
  const goMod = await readFile(join(release, 'go.mod'), 'utf8');
  await writeFile(join(folder, 'go.mod'), `${goMod}\nreplace ${MODULE} => ./kubernetes\n`);
  await writeFile(join(folder, 'go.sum'), await readFile(join(release, 'go.sum'), 'utf8'));
  const target = `${MODULE}/cmd/${COMMAND}`;
  await go.run(['build', ...compilerFlags(kubernetes), '-o', `${folder}/`, target], options);
  await rm(copy, { recursive: true });
}

async function edit(file: string, { name, find, become }: Mutant): Promise<void> {
  const text = await readFile(file, 'utf8');
  if (!text.includes(find)) {
    throw new HarnessError({
      what: `this release has no place for the mutant ${name}`,
      lastSeen: `${file} does not contain: ${find}`,
    });
  }
  await writeFile(
    file,
    text.replaceAll(find, () => become),
  );
}
