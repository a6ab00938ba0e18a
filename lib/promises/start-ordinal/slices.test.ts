import { withRows } from '../redraw.ts';
import { tryCases } from '../try-cases.ts';
import { startOrdinalRows } from './drawn-stories.ts';
import { oneSliceEach } from './slices.ts';

const { handedOver } = startOrdinalRows;
const STOPS = 'run here-1 b @n2 |';

tryCases(oneSliceEach, [
  {
    title: 'when one comes after the other',
    rows: withRows(handedOver),
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when the next one comes before the last has gone',
    rows: withRows(handedOver, 'pod there-1 c of=s2 set=there claim=none @n3 | ......+.R'),
    outcome: 'violated',
    says: /here-1 and there-1 were there together/,
  },
  {
    title: 'when the last one never goes',
    rows: withRows(handedOver, 'pod here-1 b of=s1 set=here claim=none @n2 | f....T'),
    outcome: 'violated',
    says: /were there together/,
  },
  {
    title: 'when a container runs on after its pod has gone',
    rows: withRows(handedOver, `${STOPS} f................]`),
    outcome: 'violated',
    says: /ran together for [0-9]+ ms/,
  },
  {
    title: 'when nobody saw the last one run',
    rows: withRows(handedOver, STOPS),
    outcome: 'unknown',
    says: /was not seen/,
  },
  {
    title: 'when they are no slices of one range',
    rows: withRows(handedOver, 'set there s2 m= replicas=0 | f........1'),
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when nobody watched',
    rows: [...withRows(handedOver), 'gap pod | .......-'],
    outcome: 'unknown',
  },
]);
