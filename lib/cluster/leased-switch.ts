import type { NodePower } from '../model/cluster.ts';
import { HarnessError } from '../support/errors.ts';
import { OFF, ON, readPower, type Switched, uptime, writePower } from './power-file.ts';

/** A node whose power is gone for as long as its word says so, and what that takes here. */
export interface Switchable extends Switched {
  readonly name: string;
  /** After the word is written: whoever keeps the timer is there when this settles. */
  cut?(): Promise<void>;
  /** After the word is written. */
  restore?(): Promise<void>;
  look(): Promise<{ readonly processes: number; readonly up: boolean }>;
}

/** The switch of a node: its word lies in a file of this machine, and a timer reads it there. */
export function leasedSwitch(node: Switchable): NodePower {
  return {
    async off({ id, seconds }) {
      const { power, lease } = readPower(node);
      if (power === 'off' && lease?.id !== id) throw alreadyOff(node);
      writePower(node, { ...OFF, lease: { id, seconds, renewed: uptime() } });
      await node.cut?.();
    },

    async renew({ id, seconds }) {
      const { lease, fired } = readPower(node);
      if (lease?.id !== id) {
        throw new HarnessError({
          what: `the lease of ${node.name}'s power cannot be renewed`,
          lastSeen: fired ? `${fired.id} ran out` : `it is ${lease?.id ?? 'nobody'}'s, not ${id}'s`,
        });
      }
      writePower(node, { ...OFF, lease: { id, seconds, renewed: uptime() } });
    },

    async on() {
      writePower(node, ON);
      await node.restore?.();
    },

    async state() {
      const { lease, fired } = readPower(node);
      return {
        ...(await node.look()),
        lease: lease ? `${lease.id}, ${lease.seconds} s` : null,
        fired: fired ? `${fired.id} fired ${fired.after} s after its lease` : null,
      };
    },
  };
}

function alreadyOff({ name }: Switchable): HarnessError {
  return new HarnessError({ what: `${name} is off already`, tryThis: 'steadfast heal' });
}
