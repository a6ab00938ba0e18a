import type { History } from '../../model/entry.ts';
import { type DrawnRows, drawAll } from '../redraw.ts';

const RECORDS = '_peers._tcp.web.ns.svc.cluster.local';
const ONE = 'statefulset.kubernetes.io/pod-name:web-0';
const TARGET = 'web-0.web.ns.svc.cluster.local.';

/** Whole stories in which the promises of this area are put to the test and kept. */
export const networkRows: DrawnRows = {
  /** The one member of a set is replaced, while everybody asks for it by all its names. */
  names: [
    'service web v1 |                          f',
    `service only v2 selector=${ONE} |         f`,
    'set web s1 replicas=1 templates=none s=held:0,updated:0 t=held:1,updated:1 | f.........s.........t',
    'request delete pods web-0 uid=a |         ..........!',
    'pod web-0 a @n1 claim=none |              ..+.R.....T........-',
    'pod web-0 b @n2 claim=none |              ....................+.R',
    'slice web e1 m=web-0/a/10.0.0.1/R n=web-0/a/10.0.0.1/ST o=web-0/b/10.0.0.2/R | ....m.....n...........o',
    'slice only e2 m=-/a/10.0.0.1/R n=-/a/10.0.0.1/ST o=-/b/10.0.0.2/R | ....m.....n...........o',
    'dns web-0 |                               .n............nn',
    'dns web-0 ip=10.0.0.1 |                   .......qq',
    'dns web-0 ip=10.0.0.2 |                   .........................qq',
    'dns . ip=10.0.0.1 |                       .......qq',
    'dns . ip=10.0.0.2 |                       .........................qq',
    `dns ${RECORDS} ip=${TARGET} |             .......qq................qq`,
    'end |                                     ...............................!',
  ],

  /** A Service that publishes early, and goes before it comes again. */
  publishing: [
    'service web v1 notready=yes |             f.........-',
    'service web v2 |                          ............+',
    'set web s1 replicas=1 templates=none |    f',
    'set bare s2 replicas=1 service= templates=none | f',
    'pod web-0 a @n1 claim=none |              +P......R',
    'pod bare-0 b of=s2 set=bare sub= claim=none | +.R',
    'dns web-0 ip=10.0.0.1 |                   .....qq.........qq',
    'end |                                     ....................!',
  ],
};

export const networkStories: Readonly<Record<string, History>> = drawAll(networkRows);
