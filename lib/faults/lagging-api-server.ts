import type { Cluster } from '../model/cluster.ts';
import type { Loan } from '../model/fault.ts';
import { HarnessError } from '../support/errors.ts';
import { renewTimer, type TimerPlace } from './dead-man-timer.ts';
import {
  ETCD_LINE,
  type Lateness,
  lagTraces,
  lateness,
  REMOVE_SERVER,
  startSecondServer,
  TURN_BACK,
  turnTo,
} from './lagging-server.ts';
import { nodeLoan } from './node-loan.ts';
import { controlPlaneOf, nodeOf } from './node-program.ts';
import type { ProgramParams } from './stop-program.ts';
import { lineTraces, openLine, poison, startServer, toxicOf } from './toxic-server.ts';

const NAME = 'lagging-api-server';
const ETCD = { address: '127.0.0.1', port: 2379 };

/** Less than a node lease lasts: the node is to be told late, not to be taken for dead. */
const LAG_MS = 3000;
const LATE = { type: 'latency', attributes: { latency: LAG_MS, jitter: 0 } } as const;

/**
 * A node is served by an API server whose memory is behind the store: a second one, to which all
 * that etcd says comes late. What it answers from memory is old, and what it stores is stored late.
 */
export const laggingApiServer: Loan<ProgramParams> = nodeLoan<ProgramParams>({
  ...{ name: NAME, needs: ['link-toxics', 'second-api-server'], reach: 'node' },
  ...{ inForceLimit: 'controlPlaneBackMs' },

  // The node first: while its connections are turned, the server has to be there.
  placesOf: (cluster, params) => {
    const { node, server } = placesOf(cluster, params);
    return [node, server];
  },

  async harm(cluster, params, { lease }) {
    const { node, server } = placesOf(cluster, params);
    const renew = async () => {
      await renewTimer(server, lease);
      await renewTimer(node, lease);
    };
    await startServer(server.node, ETCD_LINE);
    await openLine(server.node, ETCD_LINE, ETCD);
    await startSecondServer(server.node, renew);
    await poison(server.node, ETCD_LINE, LATE);
    await turnTo(node.node, server.node.address);
    await renew();
  },

  async isInForce(cluster, params) {
    const { node, server } = placesOf(cluster, params);
    const traces = [...(await lagTraces(server.node)), ...(await lagTraces(node.node))];
    if (traces.length < 2) return { holds: false, says: `there is ${traces.join(', ') || 'none'}` };
    const toxic = await toxicOf(server.node, ETCD_LINE);
    const told = await lateness(node.node);
    return { holds: behind(told) >= LAG_MS * 0.8, says: `${toldText(told)}; ${toxic}` };
  },

  async isOver(cluster, params) {
    const { node, server } = placesOf(cluster, params);
    const line = lineTraces(server.node, ETCD_LINE.name);
    const looks = [lagTraces(node.node), lagTraces(server.node), line];
    const traces = (await Promise.all(looks)).flat();
    const told = await lateness(node.node);
    const isWell = told.through !== null && behind(told) < LAG_MS * 0.8;
    const left = `left behind: ${traces.join(', ') || 'nothing'}`;
    return { holds: traces.length === 0 && isWell, says: `${left}; ${toldText(told)}` };
  },
});

function behind({ beside, through }: Lateness): number {
  return beside === null || through === null ? 0 : through - beside;
}

function toldText({ beside, through }: Lateness): string {
  const took = (ms: number | null) => (ms === null ? 'no answer' : `${ms} ms`);
  return `for what is stored its server took ${took(through)}, the one beside it ${took(beside)}`;
}

function placesOf(cluster: Cluster, params: ProgramParams) {
  const node = nodeOf(cluster, params.node);
  const peer = controlPlaneOf(cluster);
  if (node === peer) throw new HarnessError({ what: `${node.name} serves itself` });
  const name = `${NAME}@${node.name}`;
  return {
    node: { node, name, undo: TURN_BACK } satisfies TimerPlace,
    server: { node: peer, name, undo: REMOVE_SERVER } satisfies TimerPlace,
  };
}
