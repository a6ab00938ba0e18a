import { type Api, refusalOf } from '../cluster/api.ts';

/** From a change of an endpoint to CoreDNS knowing of it: milliseconds, and a busy host's worth. */
const SLICES_MS = 5000;
/** What CoreDNS and its cache do where nobody says otherwise. */
const DEFAULT_TTL_S = 5;
const DEFAULT_CACHE_S = 3600;

/**
 * How long the cluster's DNS may still give an old answer: read from CoreDNS's own configuration.
 * The probe asks CoreDNS itself, so the time to live counts only where CoreDNS caches the zone.
 */
export async function dnsPropagation(api: Api): Promise<number> {
  const where = { name: 'coredns', namespace: 'kube-system' };
  try {
    const { data } = await api.core.readNamespacedConfigMap(where);
    return propagationIn(data?.Corefile ?? '');
  } catch (error) {
    // A file that may not be read is as good as none: the worst is assumed then.
    const { code = 0 } = refusalOf(error) ?? {};
    if (code === 404 || code === 403) return propagationIn('');
    throw error;
  }
}

export function propagationIn(corefile: string): number {
  const ttl = Number(/^\s*ttl\s+([0-9]+)/m.exec(corefile)?.[1] ?? DEFAULT_TTL_S);
  const zone = /^\s*kubernetes\s+(\S+)/m.exec(corefile)?.[1] ?? 'cluster.local';
  const cache = /^\s*cache\b[ \t]*([0-9]*)[^{\n]*(?:\{([^}]*)\})?/m.exec(corefile);
  // Without the file nothing is known of a cache, so the worst that it could do is assumed.
  if (!cache) return SLICES_MS + (corefile ? 0 : 30_000);
  const here = String.raw`(?:[ \t]*$|.*\s${zone.replaceAll('.', '\\.')}(?:\s|$))`;
  const disabled = (what: string) =>
    new RegExp(String.raw`^\s*disable\s+${what}${here}`, 'm').test(cache[2] ?? '');
  if (disabled('success') && disabled('denial')) return SLICES_MS;
  const kept = Math.min(ttl, Number(cache[1] || DEFAULT_CACHE_S));
  return SLICES_MS + kept * 1000;
}
