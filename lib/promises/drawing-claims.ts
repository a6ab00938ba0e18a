import { objectOf, stamp, textPairs } from './drawing-api.ts';
import type { Pen } from './drawing-scene.ts';

/** Pens for claims and for what they stand on. */
export const claimPens: Readonly<Record<string, Pen>> = {
  /**
   * claim NAME UID [vol=] [own=] [labels=] [asks=SIZE] [mode=]: bound from the start. Owners are written
   * StatefulSet/web/s1!+ConfigMap/other/x, with a mark at the controller. `m` to `q` apply the
   * option of that letter, such as m=own:Pod/web-1/b.
   */
  claim(stroke) {
    const { row, mark } = stroke;
    const [name = '', uid = ''] = row.names;
    const fresh = {
      ...{ kind: 'claim', name, owners: ownersOf(row.options.own), phase: 'Bound' },
      ...{
        volume: row.options.vol ?? `pv-${uid}`,
        ...claimSpec(row.options.asks ?? '64Mi', row.options.mode),
      },
      labels: textPairs(row.options.labels),
    };
    const { own, ...plain } = /[m-q]/.test(mark) ? textPairs(row.options[mark]) : {};
    const owners = own === undefined ? {} : { owners: ownersOf(own) };
    const changes = mark === 'T' ? { deleting: stamp(stroke) } : { ...plain, ...owners };
    return [objectOf(stroke, uid, fresh, changes)];
  },

  /** volume NAME UID [of=CLAIMUID] [reclaim=] [phase=]: `R` it is Released. */
  volume(stroke) {
    const { row, mark } = stroke;
    const [name = '', uid = ''] = row.names;
    const { of = null, reclaim = 'Delete', phase = 'Bound' } = row.options;
    const fresh = { kind: 'volume', name, claimUid: of, reclaim, phase, path: null };
    return [objectOf(stroke, uid, fresh, mark === 'R' ? { phase: 'Released' } : {})];
  },

  /** attachment NAME UID @NODE [vol=]: `+` attached, `-` gone. */
  attachment(stroke) {
    const [name = '', uid = ''] = stroke.row.names;
    const { node, vol: volume = 'pv' } = stroke.row.options;
    return [objectOf(stroke, uid, { kind: 'attachment', name, node, volume, attached: true }, {})];
  },

  /** lease NAME: `a` or `b` is who leads and renews; `-` it is given back. */
  lease(stroke) {
    const [name = ''] = stroke.row.names;
    const holder = stroke.mark === '-' ? null : `node_${stroke.mark}`;
    return [objectOf(stroke, name, { kind: 'lease', name, seconds: 15 }, { holder })];
  },
};

export function claimSpec(size: string, mode = 'ReadWriteOnce'): object {
  const asked = { size, storageClass: 'standard', accessModes: [mode] };
  return { ...asked, labels: {}, annotationKeys: [] };
}

function ownersOf(text: string | undefined): readonly object[] {
  if (!text || text === 'none') return [];
  return text.split('+').map((owner) => {
    const [kind, name, uid] = owner.replace('!', '').split('/');
    return { kind, name, uid, controller: owner.endsWith('!') };
  });
}
