import { tryCases } from '../try-cases.ts';
import { leadersLeadOn } from './leaders-lead-on.ts';

const OUTAGE = 'fault stop-api-server | ....i<..u>';
const CONTROLLER = 'lease kube-controller-manager | a.a......a.a.a.a.a.a.a.a.a.a.a.a';

tryCases(leadersLeadOn, [
  {
    title: 'when both lead on',
    rows: [OUTAGE, CONTROLLER, 'lease kube-scheduler | a.a.......a.a.a.a.a.a'],
    outcome: 'held',
    trials: 2,
  },
  {
    title: 'when the scheduler ends of what it sees then',
    rows: [OUTAGE, CONTROLLER, 'lease kube-scheduler | a.a.......a.............b.b'],
    outcome: 'violated',
    says: /node_b took over as kube-scheduler from node_a/,
  },
  {
    title: 'when it ends of it before it has renewed',
    rows: [OUTAGE, CONTROLLER, 'lease kube-scheduler | a.a....................b.b'],
    outcome: 'violated',
    says: /node_b took over/,
  },
  {
    title: 'when the API was away for longer than a leader may be silent',
    rows: [
      'fault stop-api-server | ....i<.........u>',
      'lease kube-controller-manager | a.a..............a.a.a.a.a.a',
      'lease kube-scheduler | a.a....................b.b',
    ],
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when the scheduler was stopped',
    rows: ['fault stop-scheduler | ....i<..u>', CONTROLLER, 'lease kube-scheduler | a.a....-..b.b'],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when the one that was found had ended before',
    rows: [OUTAGE, CONTROLLER, 'lease kube-scheduler | f.........b.b.b'],
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when nobody saw who led',
    rows: [
      OUTAGE,
      CONTROLLER,
      'lease kube-scheduler | a.a.......a.............b.b',
      'gap lease | ..............---',
    ],
    outcome: 'unknown',
  },
  {
    title: 'when the API was there all the while',
    rows: [CONTROLLER, 'lease kube-scheduler | a.a.a.a.a.a'],
    outcome: 'unknown',
    trials: 0,
  },
]);
