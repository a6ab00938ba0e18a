import { tryCases } from '../try-cases.ts';
import { indexLabelNotPutBack, nameLabelPutBack } from './labels-put-back.ts';

const NAME = 'l=statefulset.kubernetes.io/pod-name:';
const INDEX = 'l=apps.kubernetes.io/pod-index:';
const END = `end | ${'.'.repeat(70)}!`;

tryCases(nameLabelPutBack, [
  {
    title: 'when an edited label is put back',
    rows: ['set web s1 | +', `pod web-0 a ${NAME}other | +RL`, 'pod web-0 a l= | ...L'],
    outcome: 'held',
    trials: 2,
  },
  {
    title: 'when the other labels stay',
    rows: [
      'set web s1 | +',
      `pod web-0 a ${NAME}other,team:a | +RL`,
      'pod web-0 a l=team:a | ...L',
    ],
    outcome: 'held',
    trials: 2,
  },
  {
    title: 'when another label is lost on the way back',
    rows: ['set web s1 | +', `pod web-0 a ${NAME}other,team:a | +RL`, 'pod web-0 a l= | ...L'],
    outcome: 'violated',
    says: /web-0 got its name back and lost team/,
  },
  {
    title: 'when another label changes on the way back',
    rows: [
      'set web s1 | +',
      `pod web-0 a ${NAME}other,team:a | +RL`,
      'pod web-0 a l=team:b | ...L',
    ],
    outcome: 'violated',
  },
  {
    title: 'when it never is',
    rows: ['set web s1 | +', `pod web-0 a ${NAME} | +RL`, END],
    outcome: 'violated',
    says: /never got its name back/,
  },
  {
    title: 'when a member has the name of its set',
    rows: ['set web s1 | +', 'pod web-0 a labels=statefulset.kubernetes.io/pod-name:web | +'],
    outcome: 'violated',
  },
  {
    title: 'while a lower member keeps the controller from getting there',
    rows: ['set web s1 | +', 'pod web-0 a | f..r', `pod web-1 b ${NAME} | f....L`, END],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when nobody watched for a while',
    rows: ['set web s1 | +', `pod web-0 a ${NAME} | +RL`, 'gap pod | ...-', END],
    outcome: 'unknown',
  },
]);

tryCases(indexLabelNotPutBack, [
  {
    title: 'when the label stays away',
    rows: ['set web s1 | +', `pod web-0 a ${INDEX} | +RL`, 'end | .......!'],
    outcome: 'held',
    trials: 1,
  },
  {
    title: 'when it is put back',
    rows: ['set web s1 | +', `pod web-0 a ${INDEX} | +RL`, 'pod web-0 a l= | .....L'],
    outcome: 'violated',
  },
  {
    title: 'when nobody takes it away',
    rows: ['set web s1 | +', 'pod web-0 a | +R', END],
    outcome: 'unknown',
    trials: 0,
  },
  {
    title: 'when nobody watched',
    rows: ['set web s1 | +', `pod web-0 a ${INDEX} | +RL`, 'gap pod | ...-', END],
    outcome: 'unknown',
  },
]);
