import { withRows } from '../redraw.ts';
import { tryCases } from '../try-cases.ts';
import { networkRows } from './drawn-stories.ts';
import { namelessIsLegal, serviceIsNobodys, worksWithoutService } from './services-and-sets.ts';

const { publishing } = networkRows;
const BLIND = {
  title: 'when nobody watched',
  rows: ['gap * | -----------------', ...withRows(publishing)],
  outcome: 'unknown',
} as const;
const DELETED = ['service web v1 | f', 'set web s1 | f..-', 'end | ..........!'];

tryCases(serviceIsNobodys, [
  { title: 'when the pods outlive it', rows: withRows(publishing), outcome: 'held', trials: 1 },
  { title: 'when it outlives the set', rows: DELETED, outcome: 'held', trials: 1 },
  {
    title: 'when the set takes it along',
    rows: withRows(DELETED, 'service web v1 | f...-'),
    outcome: 'violated',
    says: /the Service went along with web/,
  },
  {
    title: 'when it takes the pods along',
    rows: [...withRows(publishing, 'set web s1 replicas=1 | f'), 'pod web-0 a @n1 | ...........T-'],
    outcome: 'violated',
    says: /web-0 went along with the Service/,
  },
  {
    title: 'when both stay',
    rows: ['service web v1 | f', 'set web s1 | f'],
    outcome: 'unknown',
    trials: 0,
  },
  BLIND,
]);

tryCases(worksWithoutService, [
  { title: 'when names come later', rows: withRows(publishing), outcome: 'held', trials: 1 },
  {
    title: 'when they never come',
    rows: [...withRows(publishing), 'dns web-0 | ..................n'],
    outcome: 'violated',
    says: /did not get its name later/,
  },
  {
    title: 'when it was there before',
    rows: withRows(publishing, 'service web v2 |'),
    outcome: 'unknown',
    trials: 0,
  },
  BLIND,
]);

tryCases(namelessIsLegal, [
  { title: 'when there is no subdomain', rows: withRows(publishing), outcome: 'held', trials: 1 },
  {
    title: 'when there is one after all',
    rows: ['set bare s2 service= | f', 'pod bare-0 b of=s2 set=bare sub=web | +'],
    outcome: 'violated',
  },
  {
    title: 'when all have a Service',
    rows: ['set web s1 | f', 'pod web-0 a | +'],
    outcome: 'unknown',
    trials: 0,
  },
  BLIND,
]);
