import { existsSync } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { SystemName } from '../../model/system.ts';
import { UsageError } from '../../support/errors.ts';
import { tarFolder, writeOciArchive } from '../oci-archive.ts';
import { type Building, folderOf, made } from '../step.ts';
import { fromDebian } from './from-debian.ts';
import { etcd } from './from-go.ts';
import { fromMaven } from './from-maven.ts';
import { type Recipe, referenceOf } from './recipe.ts';

/** Every system that can be had here, and for each other one the reason why it cannot. */
const RECIPES: Readonly<Record<SystemName, Recipe | string>> = {
  nginx: fromDebian({ system: 'nginx', packages: ['nginx-light'], without: [] }),
  etcd,
  postgresql: fromDebian({
    system: 'postgresql',
    packages: ['postgresql-17'],
    // The compiler behind jit, which a test cluster has no use for.
    without: [
      'usr/lib/llvm-*',
      'usr/lib/x86_64-linux-gnu/libLLVM*',
      'usr/lib/x86_64-linux-gnu/libz3*',
      'usr/lib/postgresql/17/lib/bitcode',
    ],
  }),
  valkey: fromDebian({ system: 'valkey', packages: ['valkey-server'], without: [] }),
  redis: fromDebian({ system: 'redis', packages: ['redis-server'], without: [] }),
  zookeeper: fromMaven({
    system: 'zookeeper',
    artifacts: [
      'org.apache.zookeeper:zookeeper:3.9.4',
      'io.dropwizard.metrics:metrics-core:4.1.12.1',
      'org.xerial.snappy:snappy-java:1.1.10.5',
      'org.slf4j:slf4j-simple:2.0.13',
    ],
  }),
  kafka: fromMaven({
    system: 'kafka',
    artifacts: [
      'org.apache.kafka:kafka_2.13:4.3.1',
      'org.apache.kafka:kafka-tools:4.3.1',
      'org.slf4j:slf4j-simple:1.7.36',
    ],
  }),
  rabbitmq: fromDebian({ system: 'rabbitmq', packages: ['rabbitmq-server'], without: [] }),
  mariadb: fromDebian({
    system: 'mariadb',
    packages: ['mariadb-server'],
    // A database that its installer makes, and programs for engines that no table here has.
    without: ['var/lib/mysql/*', 'usr/bin/aria_*', 'usr/bin/myisam*', 'usr/bin/mariadb-embedded'],
  }),
  opensearch: fromMaven({
    system: 'opensearch',
    artifacts: [
      'org.opensearch:opensearch:2.19.6',
      'org.opensearch.plugin:transport-netty4-client:2.19.6',
      'org.apache.logging.log4j:log4j-core:2.25.4',
    ],
    program: 'OpenSearchNode.java',
  }),
  cassandra: fromMaven({
    system: 'cassandra',
    artifacts: ['org.apache.cassandra:cassandra-all:5.0.9'],
  }),
  mongodb: 'no package registry has its server: only a container registry does',
  mysql: 'the Debian releases used have no package of its server: only a container registry does',
};

export interface SystemImage {
  readonly system: SystemName;
  readonly reference: string;
  readonly from: string;
  readonly archive: string;
  readonly isBuilt: boolean;
}

/** Why a system cannot be had without a container registry, or null when it can. */
export function whyNotHad(system: SystemName): string | null {
  const recipe = RECIPES[system];
  return typeof recipe === 'string' ? recipe : null;
}

/** A system's image where it is, or would be; null for one that cannot be had. */
export function systemImage(system: SystemName): SystemImage | null {
  const recipe = RECIPES[system];
  return typeof recipe === 'string' ? null : imageOf(recipe);
}

/** Makes the image of one system unless it is there. */
export async function buildSystem(
  system: SystemName,
  building: Building,
): Promise<SystemImage & { readonly bytes: number }> {
  const recipe = RECIPES[system];
  if (typeof recipe === 'string') {
    throw new UsageError({ what: `${system} cannot be built here`, lastSeen: recipe });
  }
  const make = async (folder: string) => {
    await recipe.fill(folder, building);
    const [root, layer] = [join(folder, 'root'), join(folder, 'layer.tar')];
    await tarFolder(root, layer);
    await writeOciArchive(join(folder, ARCHIVE), {
      reference: referenceOf(recipe),
      layers: [layer],
      entrypoint: [],
      command: [],
      labels: { 'steadfast.dev/from': recipe.from },
    });
    await Promise.all([root, layer].map((path) => rm(path, { recursive: true })));
  };
  await made({ ...stepOf(recipe), make }, building);
  const image = imageOf(recipe);
  return { ...image, bytes: (await stat(image.archive)).size };
}

const ARCHIVE = 'image.tar';

function stepOf({ system, inputs }: Recipe) {
  return { name: `system-${system}`, inputs };
}

function imageOf(recipe: Recipe): SystemImage {
  const archive = join(folderOf(stepOf(recipe)), ARCHIVE);
  const { system, from } = recipe;
  return { system, from, reference: referenceOf(recipe), archive, isBuilt: existsSync(archive) };
}
