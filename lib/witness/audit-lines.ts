import type { NewEntry } from '../model/entry.ts';
import type { RawObject } from './api-reading.ts';
import { wallTime } from './runtime-lines.ts';

/** A request as the API server's audit log tells it; its bodies are looked at and not kept. */
export interface AuditLine {
  readonly id: string;
  readonly entry: Extract<NewEntry, { kind: 'audit' }>;
  /** What the server answered with, when that was an object of its own. */
  readonly object: RawObject | null;
}

const READS = ['get', 'list', 'watch'];
const RESOURCES = ['pods', 'persistentvolumeclaims', 'statefulsets', 'controllerrevisions'];

/** Null for lines that are no request about the namespace's members or about a node's fate. */
export function parseAuditLine(text: string, namespace: string): AuditLine | null {
  const line = JSON.parse(text) as RawAuditLine;
  const { objectRef: about, verb } = line;
  if (line.stage !== 'ResponseComplete' || !about?.resource || READS.includes(verb)) return null;
  const member = about.namespace === namespace && RESOURCES.includes(about.resource);
  // A kubelet reports its node's state all the time; taints, cordons and deletions are a fate.
  const fate = about.resource === 'nodes' && !about.subresource;
  if (!member && !fate) return null;
  const object = line.responseObject?.metadata?.uid ? (line.responseObject as RawObject) : null;
  const version = Number(object?.metadata.resourceVersion ?? Number.NaN);
  return {
    id: line.auditID,
    object,
    entry: {
      kind: 'audit',
      by: 'audit',
      at: wallTime(line.stageTimestamp),
      received: wallTime(line.requestReceivedTimestamp),
      verb,
      user: line.user?.username ?? '',
      agent: line.userAgent ?? '',
      resource: about.resource,
      subresource: about.subresource ?? null,
      name: about.name ?? object?.metadata.name ?? null,
      uid: about.uid ?? object?.metadata.uid ?? null,
      rv: Number.isFinite(version) ? version : null,
      grace: line.requestObject?.gracePeriodSeconds ?? null,
      code: line.responseStatus?.code ?? 0,
    },
  };
}

interface RawAuditLine {
  readonly auditID: string;
  readonly stage: string;
  readonly verb: string;
  readonly stageTimestamp: string;
  readonly requestReceivedTimestamp: string;
  readonly user?: { readonly username?: string };
  readonly userAgent?: string;
  readonly objectRef?: {
    readonly resource?: string;
    readonly subresource?: string;
    readonly namespace?: string;
    readonly name?: string;
    readonly uid?: string;
  };
  readonly requestObject?: { readonly gracePeriodSeconds?: number };
  readonly responseObject?: { readonly metadata?: { readonly uid?: string } };
  readonly responseStatus?: { readonly code?: number };
}
