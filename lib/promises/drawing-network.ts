import { listOf, objectOf, stamp, textPairs } from './drawing-api.ts';
import type { Pen } from './drawing-scene.ts';

/** Pens for Services and for what their endpoints are. */
export const networkPens: Readonly<Record<string, Pen>> = {
  /** service NAME UID [selector=] [ports=] [notready=yes] [own=UID] [headless=no] */
  service(stroke) {
    const { row, mark } = stroke;
    const [name = '', uid = ''] = row.names;
    const { selector, ports = 'peers', notready, own, headless } = row.options;
    const fresh = {
      ...{ kind: 'service', name, headless: headless !== 'no', ports: listOf(ports) },
      ...{ publishesNotReady: notready === 'yes', selector: textPairs(selector) },
      owners: listOf(own),
    };
    return [objectOf(stroke, uid, fresh, mark === 'T' ? { deleting: stamp(stroke) } : {})];
  },

  /**
   * slice SERVICE UID: `m` to `q` write the endpoints of that option, such as
   * m=web-0/a/10.0.0.1/R,-/b/10.0.0.2/ST: hostname, pod, address, and what it is: `R` ready,
   * `S` serving, `T` terminating. `e` has none.
   */
  slice(stroke) {
    const { row, mark } = stroke;
    const [service = '', uid = ''] = row.names;
    const fresh = { kind: 'slice', name: `${service}-slice`, service, endpoints: [] };
    const changes = /[m-q]/.test(mark) ? { endpoints: endpointsOf(row.options[mark]) } : {};
    return [objectOf(stroke, uid, fresh, mark === 'e' ? { endpoints: [] } : changes)];
  },
};

function endpointsOf(text: string | undefined): readonly object[] {
  return listOf(text).map((endpoint) => {
    const [hostname, podUid, address, is = ''] = endpoint.split('/');
    return {
      ...{ hostname: hostname === '-' ? null : hostname, podUid, addresses: [address] },
      ...{ ready: is.includes('R'), serving: /[RS]/.test(is), terminating: is.includes('T') },
    };
  });
}
