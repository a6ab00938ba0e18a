import { existsSync } from 'node:fs';
import { messageOf } from '../../support/errors.ts';
import { passTime } from '../../support/wait.ts';
import { afterLease, type PowerWord, readPower, uptime, writePower } from '../power-file.ts';
import { nodeContainers } from './containers.ts';
import { nodesOf } from './nodes.ts';
import { placesOf } from './places.ts';
import { bringUp, COUNTS, switchedNode } from './power.ts';

/**
 * A process of its own, beside the runner and beside the node: it switches the node on when its
 * lease has run out, and ends when the node is on or the cluster is no more.
 */
const LOOK_EVERY_MS = 100;

const [cluster = '', name = ''] = process.argv.slice(2);
const places = placesOf(cluster);
const node = switchedNode(places, name);

process.stdout.write(`${COUNTS}\n`);
while (existsSync(places.folder)) {
  const word = readPower(node);
  if (word.lease === null) break;
  const next = afterLease(word, uptime());
  if (next !== word) await fire(next).catch(complain);
  await passTime(LOOK_EVERY_MS);
}

/** Said when it is done: whoever reads of it finds the node on. */
async function fire(fired: PowerWord): Promise<void> {
  await bringUp(places, name, await nodesOf(places, await nodeContainers(places.kindName)));
  // Somebody may have switched it on meanwhile, and is owed no word of a timer.
  if (readPower(node).lease !== null) writePower(node, fired);
}

/** An engine that does not answer now may do so later. */
function complain(error: unknown): void {
  process.stderr.write(`${name} could not be switched on: ${messageOf(error)}\n`);
}
