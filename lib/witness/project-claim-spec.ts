import type { RawObject } from './api-reading.ts';

/** What a claim or a claim template asks for: of annotations the keys, never what they hold. */
export function projectClaimSpec({ metadata, spec = {} }: RawClaimTemplate) {
  return {
    size: spec.resources?.requests?.storage ?? null,
    storageClass: spec.storageClassName ?? null,
    accessModes: [...(spec.accessModes ?? [])],
    labels: { ...metadata.labels },
    annotationKeys: Object.keys(metadata.annotations ?? {}),
  };
}

export interface RawClaimTemplate {
  readonly metadata: {
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly spec?: {
    readonly volumeName?: string;
    readonly storageClassName?: string;
    readonly accessModes?: readonly string[];
    readonly resources?: { readonly requests?: { readonly storage?: string } };
  };
}

export interface RawClaim extends RawObject {
  readonly metadata: RawObject['metadata'] & RawClaimTemplate['metadata'];
  readonly spec: NonNullable<RawClaimTemplate['spec']>;
  readonly status?: { readonly phase?: string };
}
