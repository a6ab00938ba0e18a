/** The middle part of an id, and the area of the catalogue that it stands for. */
export const AREAS = {
  IDN: 'identity',
  NET: 'headless Service and DNS',
  STO: 'storage',
  ORD: 'ordered creation and scaling',
  PAR: 'parallel creation and scaling',
  TRM: 'termination',
  AMO: 'at most one',
  UPD: 'rolling updates',
  PTN: 'update partition',
  MXU: 'maxUnavailable',
  OND: 'OnDelete',
  REV: 'revisions and rollback',
  DEL: 'deletion, orphans and adoption',
  RET: 'retention of claims',
  STA: 'status',
  MRS: 'minReadySeconds',
  SOR: 'start ordinal',
  PDB: 'disruption budgets and eviction',
  NOD: 'nodes that fail',
  VAL: 'validation and immutability',
  SCL: 'scale subresource',
  SEC: 'security',
  CTL: 'control plane',
  APP: 'applications',
} as const satisfies Readonly<Record<string, string>>;

export function areaOf(id: string): string {
  const code = id.split('-')[1] ?? '';
  return (AREAS as Readonly<Record<string, string>>)[code] ?? code;
}
