import { createConnection } from 'node:net';
import { connect } from '../cluster/api.ts';
import { type Doorway, openDoorway } from '../cluster/doorway.ts';
import type { Cluster } from '../model/cluster.ts';
import { QUESTION, type Question, type Seen, SILENT_SECONDS } from './toxic-probe.ts';

export interface ClientQuestion extends Pick<Question, 'times'> {
  readonly cluster: Cluster;
  readonly namespace: string;
  readonly pod: string;
  readonly port: number;
  readonly by: Exclude<Question['by'], 'tls'>;
}

/** Asks a member from this machine and through a port-forward, as the clients of stories do. */
export async function askAsClient(question: ClientQuestion): Promise<Seen> {
  const { cluster, namespace, pod, port, by, times = 1 } = question;
  const { config } = connect(cluster);
  const doorway = await openDoorway({ config, namespace, pod, port });
  const signal = AbortSignal.timeout(SILENT_SECONDS * 1000);
  const began = performance.now();
  let answer: Seen['answer'] = 'whole';
  try {
    for (let asked = 0; asked < times && answer === 'whole'; asked += 1) {
      answer = await answerThrough(doorway, by, signal);
    }
  } finally {
    doorway.close();
  }
  return { answer, ms: Math.round(performance.now() - began) };
}

export async function answerThrough(
  { host, port }: Pick<Doorway, 'host' | 'port'>,
  by: ClientQuestion['by'],
  signal: AbortSignal,
): Promise<Seen['answer']> {
  const socket = createConnection({ host, port, signal });
  socket.write(QUESTION);
  let octets = 0;
  try {
    for await (const chunk of socket) {
      octets += (chunk as Buffer).length;
      if (by === 'octet') break;
    }
  } catch {
    // Its connection ended as no answer does: by a reset, or because nobody waits any longer.
    return signal.aborted ? 'silent' : 'cut';
  } finally {
    socket.destroy();
  }
  return octets > 0 ? 'whole' : 'cut';
}
