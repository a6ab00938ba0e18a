import type { FeatureGates } from '../../model/cluster.ts';
import { gatesText } from '../feature-gates.ts';

/** Those that a gate of the API is meant for: the server, and the controllers behind it. */
const GATED = ['apiServer', 'controllerManager'] as const;

/**
 * A document for kubeadm, with gates for the control plane where it speaks of one. Newer notations
 * write arguments as a list, older ones as a map.
 */
export function withGates<Document>(document: Document, gates: FeatureGates): Document {
  const { kind } = document as { kind?: unknown };
  if (kind !== 'ClusterConfiguration' || Object.keys(gates).length === 0) return document;
  const copy = structuredClone(document) as Record<string, { extraArgs: unknown } | undefined>;
  const value = gatesText(gates);
  for (const name of GATED) {
    const component = copy[name];
    if (!component) continue;
    const { extraArgs } = component;
    component.extraArgs = Array.isArray(extraArgs)
      ? [...extraArgs, { name: 'feature-gates', value }]
      : { ...(extraArgs as object), 'feature-gates': value };
  }
  return copy as Document;
}
