import { readFileSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SystemName } from '../../model/system.ts';
import { HarnessError } from '../../support/errors.ts';
import { run } from '../../support/exec.ts';
import { commandPath } from '../host-packages.ts';
import { type Building, folderOf, made, type Step } from '../step.ts';
import { debianInputs, installInto } from './from-debian.ts';
import type { Recipe } from './recipe.ts';

/** A virtual machine without screens: what servers of that world are run on. */
const JAVA = { packages: ['openjdk-21-jre-headless'], without: [] };

const BASE: Pick<Step, 'name' | 'inputs'> = {
  name: 'java-21',
  inputs: debianInputs(JAVA.packages, JAVA.without),
};

interface Artifacts {
  readonly system: SystemName;
  /** group:artifact:version, the server's first. */
  readonly artifacts: readonly string[];
  /** A program beside this file that starts the server, where its own needs more than it has. */
  readonly program?: string;
}

/** An image of a server and all that it needs to run, as Maven resolves it. */
export function fromMaven({ system, artifacts, program }: Artifacts): Recipe {
  const source = program ? fileURLToPath(new URL(`./${program}`, import.meta.url)) : null;
  return {
    system,
    from: `Maven Central: ${artifacts[0] ?? ''}`,
    inputs: {
      ...{ java: folderOf(BASE), artifacts },
      ...(source ? { program: readFileSync(source, 'utf8') } : {}),
    },
    async fill(folder, building) {
      const base = await made({ ...BASE, make: (aside) => makeBase(aside, building) }, building);
      const root = join(folder, 'root');
      const options = building.signal ? { signal: building.signal } : {};
      await run(['cp', '-a', join(base, 'root'), root], options);
      const libraries = join(root, 'opt', system);
      await mkdir(libraries, { recursive: true });
      await resolveInto(libraries, artifacts, options);
      if (source) await compileInto(libraries, source, options);
    },
  };
}

async function makeBase(aside: string, building: Building): Promise<void> {
  await installInto(join(aside, 'root'), JAVA, building);
}

/** Maven's own resolution, with its settings and its store of the user's: warm ones help. */
async function resolveInto(
  libraries: string,
  artifacts: readonly string[],
  options: { signal?: AbortSignal },
): Promise<void> {
  const command = needed('mvn', 'maven');
  const place = await mkdtemp(join(tmpdir(), 'steadfast-'));
  try {
    await writeFile(join(place, 'pom.xml'), pomOf(artifacts));
    const found = join(place, 'found');
    const goal = ['dependency:copy-dependencies', '-DincludeScope=runtime'];
    const words = ['--quiet', '--batch-mode', ...goal, `-DoutputDirectory=${found}`];
    await run([command, ...words], { ...options, cwd: place });
    await cp(found, libraries, { recursive: true });
  } finally {
    await rm(place, { recursive: true, force: true });
  }
}

/** For the oldest virtual machine that such a server runs on. */
async function compileInto(
  libraries: string,
  source: string,
  options: { signal?: AbortSignal },
): Promise<void> {
  const command = needed('javac', 'default-jdk-headless');
  const words = ['--release', '17', '--class-path', `${libraries}/*`, '-d', libraries, source];
  await run([command, ...words], options);
}

function needed(command: string, debian: string): string {
  const path = commandPath(command);
  if (path) return path;
  throw new HarnessError({
    what: `${command} is needed to make this image, and this host lacks it`,
    tryThis: `apt-get install -y ${debian}`,
  });
}

function pomOf(artifacts: readonly string[]): string {
  const dependencies = artifacts.map((artifact) => {
    const [groupId, artifactId, version] = artifact.split(':');
    const own = Object.entries({ groupId, artifactId, version });
    const tags = own.map(([tag, value]) => `<${tag}>${value}</${tag}>`);
    return `<dependency>${tags.join('')}</dependency>`;
  });
  return `<project xmlns="http://maven.apache.org/POM/4.0.0">
<modelVersion>4.0.0</modelVersion>
<groupId>steadfast</groupId><artifactId>server</artifactId><version>1</version>
<packaging>pom</packaging>
<dependencies>${dependencies.join('')}</dependencies>
</project>
`;
}
