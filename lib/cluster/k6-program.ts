import { commandPath } from '../airgap/host-packages.ts';
import { isK6Built, k6File } from '../airgap/k6.ts';
import type { Capability, Cluster, Component } from '../model/cluster.ts';
import { messageOf } from '../support/errors.ts';
import { attempt } from '../support/exec.ts';

/** A k6 that this host can run, by its own words. */
export interface K6 {
  readonly file: string;
  readonly version: string;
  /** What it was compiled with beside itself: modules, each with its release. */
  readonly extensions: readonly string[];
  readonly from: string;
}

/** Why there is none, and what helps. */
export interface NoK6 {
  readonly lacks: string;
}

const WAY_OUT = 'steadfast airgap build --k6';

/** The host's own comes first: whoever put one on PATH chose its extensions. */
export async function findK6(): Promise<K6 | NoK6> {
  const onPath = commandPath('k6');
  const place = onPath ?? (isK6Built() ? k6File() : null);
  if (!place) return { lacks: `k6 is neither on PATH nor built: ${WAY_OUT}` };
  const from = onPath ? 'found on PATH' : 'built here';
  try {
    const { code, stdout, stderr } = await attempt([place, 'version'], { limitMs: 10_000 });
    const told = k6Version(stdout);
    if (code === 0 && told) return { file: place, from, ...told };
    const said = (stdout || stderr).trim().split('\n')[0] ?? '';
    const lacks = `${place} is no k6: \`k6 version\` ended with ${code} and said "${said}"`;
    return { lacks: onPath ? `${lacks}: take it off PATH, then ${WAY_OUT}` : lacks };
  } catch (error) {
    return { lacks: `${place} does not run: ${messageOf(error)}` };
  }
}

/** What `k6 version` says; null for words that no k6 says. */
export function k6Version(text: string): Pick<K6, 'version' | 'extensions'> | null {
  const version = /^k6(?:\.exe)? (v\d+\.\d+\.\d+\S*)/.exec(text)?.[1];
  if (!version) return null;
  const [, listed = ''] = text.split(/^Extensions:$/m);
  const extensions = listed.split('\n').flatMap((line) => {
    const [, module, release] = /^\s+(\S+) (v?[^\s,]+),/.exec(line) ?? [];
    return module ? [`${module} ${release}`] : [];
  });
  return { version, extensions: [...new Set(extensions)] };
}

type Able = Pick<Cluster['subject'], 'lacks'> & {
  readonly capabilities: readonly Capability[];
  readonly components: readonly Component[];
};

/** What load this host can make, whatever cluster it is for. */
export async function k6Able(): Promise<Able> {
  const k6 = await findK6();
  const disruptor = { capability: 'k6-disruptor', reason: whyNoDisruptor(k6) } as const;
  if ('lacks' in k6) {
    const lacks = [{ capability: 'k6', reason: k6.lacks } as const, disruptor];
    return { capabilities: [], lacks, components: [] };
  }
  const { version, extensions, from } = k6;
  const carrying = extensions.length > 0 ? `, with ${extensions.join(' and ')}` : '';
  const components = [{ name: 'k6', version: `${version}${carrying}`, from }];
  return { capabilities: ['k6'], lacks: [disruptor], components };
}

/** Nobody has it: what k6 says decides only on the reason. */
export function whyNoDisruptor(k6: K6 | NoK6): string {
  if ('lacks' in k6) return k6.lacks;
  const found = k6.extensions.find((one) => one.includes('xk6-disruptor'));
  if (!found) return `k6 ${k6.version} carries no xk6-disruptor, which its owners have archived`;
  return `k6 carries ${found}, whose disruptions no runner can renew or take back: none is offered`;
}
