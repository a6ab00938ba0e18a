import { expect } from 'chai';
import { draw } from '../promises/drawing.ts';
import { closeGaps } from './close-gaps.ts';

const SUBJECT = 'subject capabilities=audit-log';
/** In a drawing the first object gets version 101, the next one 102 and so on. */
const PODS = ['pod web-0 a @n1 | f', 'pod web-0 a @n1 | ............R'];
const GAP = 'gap pod after=101 before=110 | .....--';
const AROUND = [
  'audit patch pods web-0 uid=a rv=101 | !',
  'audit patch pods web-9 uid=z rv=120 | ...............!',
];

const gapsLeft = (...rows: string[]) =>
  closeGaps(draw(...rows)).filter(({ kind }) => kind === 'gap').length;

describe('closing gaps by the audit log', () => {
  it('closes one in which nothing was written', () => {
    expect(gapsLeft(SUBJECT, ...PODS, GAP, ...AROUND)).to.equal(0);
  });

  it('closes one whose every write made a version that the watch knows', () => {
    const known = 'audit patch pods web-0 uid=a rv=102 | ......!';
    expect(gapsLeft(SUBJECT, ...PODS, GAP, ...AROUND, known)).to.equal(0);
  });

  it('leaves one with a version that nobody saw', () => {
    const missed = 'audit patch pods web-0 uid=a rv=105 | ......!';
    expect(gapsLeft(SUBJECT, ...PODS, GAP, ...AROUND, missed)).to.equal(1);
  });

  it('leaves one with a write of which there is no version: it may have been a removal', () => {
    expect(
      gapsLeft(SUBJECT, ...PODS, GAP, ...AROUND, 'audit delete pods web-0 uid=a | ......!'),
    ).to.equal(1);
  });

  it('does not care for such a write long before or for other resources', () => {
    const elsewhere = [
      'audit delete pods web-7 uid=y | .!',
      'audit delete statefulsets web uid=s1 | ......!',
    ];
    expect(gapsLeft(SUBJECT, ...PODS, GAP, ...AROUND, ...elsewhere)).to.equal(0);
  });

  it('leaves one that the audit log does not reach around', () => {
    expect(gapsLeft(SUBJECT, ...PODS, GAP)).to.equal(1);
    expect(gapsLeft(SUBJECT, ...PODS, GAP, AROUND[0] ?? '')).to.equal(1);
  });

  it('leaves one over which the audit witness was blind itself', () => {
    expect(gapsLeft(SUBJECT, ...PODS, GAP, ...AROUND, 'gap audit | ......-')).to.equal(2);
  });

  it('leaves one without bounds, and any where there is no audit log', () => {
    expect(gapsLeft(SUBJECT, ...PODS, 'gap pod | .....--', ...AROUND)).to.equal(1);
    expect(gapsLeft(...PODS, GAP, ...AROUND)).to.equal(1);
  });

  it('leaves gaps of witnesses that the audit log knows nothing of', () => {
    expect(gapsLeft(SUBJECT, ...PODS, 'gap runtime | .....--', ...AROUND)).to.equal(1);
  });
});
