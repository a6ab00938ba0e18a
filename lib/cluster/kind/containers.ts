import { z } from 'zod';
import { attempt, run } from '../../support/exec.ts';

/** kind marks its containers with these. */
const KIND_CLUSTER = 'io.x-k8s.kind.cluster';
const KIND_ROLE = 'io.x-k8s.kind.role';

export interface NodeContainer {
  readonly id: string;
  readonly name: string;
  readonly role: 'control-plane' | 'worker';
  readonly running: boolean;
  /** Empty while it does not run. */
  readonly address: string;
  readonly image: string;
  /** Its own labels and those of its image. */
  readonly labels: Readonly<Record<string, string>>;
}

/** The node containers of one kind cluster, whatever state they are in, control plane first. */
export async function nodeContainers(kindName: string): Promise<readonly NodeContainer[]> {
  const filter = ['--filter', `label=${KIND_CLUSTER}=${kindName}`];
  const ids = lines(await run(['docker', 'ps', '--all', '--quiet', '--no-trunc', ...filter]));
  if (ids.length === 0) return [];
  const found = inspectSchema.parse(JSON.parse(await run(['docker', 'inspect', ...ids])));
  return found
    .map((container) => ({
      id: container.Id,
      name: container.Name.replace(/^\//, ''),
      role: roleOf(container.Config.Labels),
      running: container.State.Running && !container.State.Paused,
      address: Object.values(container.NetworkSettings.Networks)[0]?.IPAddress ?? '',
      image: container.Config.Image,
      labels: container.Config.Labels,
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Names of all kind clusters in the engine; none when there is no engine to be asked. */
export async function kindClusters(): Promise<readonly string[]> {
  const format = `{{.Label "${KIND_CLUSTER}"}}`;
  const argv = ['docker', 'ps', '--all', '--filter', `label=${KIND_CLUSTER}`, '--format', format];
  const said = await attempt(argv).catch(() => null);
  if (said?.code !== 0) return [];
  return [...new Set(lines(said.stdout))].sort();
}

const inspectSchema = z.array(
  z.object({
    Id: z.string(),
    Name: z.string(),
    State: z.object({ Running: z.boolean(), Paused: z.boolean() }),
    Config: z.object({ Image: z.string(), Labels: z.record(z.string(), z.string()) }),
    NetworkSettings: z.object({
      Networks: z.record(z.string(), z.object({ IPAddress: z.string() })),
    }),
  }),
);

function roleOf(labels: Readonly<Record<string, string>>): NodeContainer['role'] {
  return labels[KIND_ROLE] === 'control-plane' ? 'control-plane' : 'worker';
}

function lines(text: string): readonly string[] {
  return text.split('\n').filter((line) => line !== '');
}
