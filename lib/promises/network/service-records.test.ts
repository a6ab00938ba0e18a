import { withRows } from '../redraw.ts';
import { tryCases } from '../try-cases.ts';
import { networkRows } from './drawn-stories.ts';
import { serviceRecords } from './service-records.ts';

const { names } = networkRows;
const RECORDS = '_peers._tcp.web.ns.svc.cluster.local';

const others = (count: number) =>
  Array.from({ length: count }, (_, place) => `web-${place + 1}.web.ns.svc.cluster.local.`).join();

tryCases(serviceRecords, [
  { title: 'when they lead to stable names', rows: withRows(names), outcome: 'held', trials: 2 },
  {
    title: 'when they lead to names made of addresses',
    rows: [...withRows(names), `dns ${RECORDS} ip=10-0-0-1.web.ns.svc.cluster.local. | .......q`],
    outcome: 'violated',
    says: /did not lead to web-0.web.ns.svc.cluster.local/,
  },
  {
    title: 'when one is not among as many others as an answer has room for besides',
    rows: [...withRows(names), `dns ${RECORDS} ip=${others(8)} | .......q`],
    outcome: 'violated',
  },
  {
    title: 'when one is not among as many others as fill an answer',
    rows: [...withRows(names), `dns ${RECORDS} ip=${others(9)} | .......q`],
    outcome: 'held',
    trials: 2,
  },
  {
    title: 'when the Service has no named port',
    rows: withRows(names, 'service web v1 ports= | f'),
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when nobody watched',
    rows: ['gap pod | -------', ...withRows(names)],
    outcome: 'unknown',
  },
]);
