import { HarnessError } from '../support/errors.ts';
import type { Seen } from './toxic-probe.ts';
import type { Toxic } from './toxic-server.ts';

const DELAY_MS = 3000;

export interface Way extends Toxic {
  readonly shows: (through: Seen, beside: Seen) => boolean;
}

/** By the name of a way: what it does to answers, and what whoever asks then sees of it. */
export const WAYS: Readonly<Record<string, Way>> = {
  latency: { type: 'latency', attributes: { latency: DELAY_MS, jitter: 0 }, shows: isLate },
  bandwidth: {
    ...{ type: 'bandwidth', attributes: { rate: 1 } },
    shows: (through, beside) => through.answer === 'whole' && through.ms >= beside.ms + 1000,
  },
  reset: {
    ...{ type: 'reset_peer', attributes: { timeout: 0 } },
    shows: ({ answer }) => answer === 'cut',
  },
  'slow-close': { type: 'slow_close', attributes: { delay: DELAY_MS }, shows: isLate },
  timeout: {
    ...{ type: 'timeout', attributes: { timeout: 0 } },
    shows: ({ answer }) => answer === 'silent',
  },
};

export function wayNamed(name: string): Way {
  const way = WAYS[name];
  if (way) return way;
  throw new HarnessError({ what: `nothing is toxic by ${name}` });
}

function isLate({ answer, ms }: Seen): boolean {
  return answer === 'whole' && ms >= DELAY_MS * 0.9;
}

export function isWell({ answer, ms }: Seen): boolean {
  return answer === 'whole' && ms < DELAY_MS * 0.9;
}
