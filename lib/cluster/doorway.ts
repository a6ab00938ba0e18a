import { type AddressInfo, createServer, type Socket } from 'node:net';
import { Writable } from 'node:stream';
import { type KubeConfig, PortForward } from '@kubernetes/client-node';

export interface DoorwayOptions {
  readonly config: KubeConfig;
  readonly namespace: string;
  /** By its name alone: whoever bears it when a connection is made is at its other end. */
  readonly pod: string;
  readonly port: number;
}

export interface Doorway {
  readonly host: string;
  readonly port: number;
  close(): void;
}

/**
 * A port of this machine that leads to a port of a pod, as `kubectl port-forward` does: each
 * connection is carried by the API server and the pod's kubelet, on every kind of cluster.
 */
export async function openDoorway(options: DoorwayOptions): Promise<Doorway> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    carry(socket, options);
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    host: '127.0.0.1',
    port,
    close() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

/** A connection that its far end refuses or drops is dropped here too: the client sees a reset. */
function carry(socket: Socket, { config, namespace, pod, port }: DoorwayOptions): void {
  // Whoever used it learns of its end by itself.
  socket.on('error', () => {});
  const drop = new Writable({
    write(chunk: Buffer, _encoding, done) {
      // Its first words are the port's number, of which nothing is left here.
      if (chunk.length > 0) socket.destroy();
      done();
    },
  });
  const inward = new Writable({
    write(chunk, _encoding, done) {
      if (!socket.destroyed) socket.write(chunk);
      done();
    },
  });
  const forward = new PortForward(config, false);
  forward.portForward(namespace, pod, [port], inward, drop, socket).then(
    (channel) => {
      if (typeof channel === 'function') return;
      channel.onclose = () => socket.destroy();
      channel.onerror = () => socket.destroy();
      if (socket.destroyed) channel.close();
      socket.on('close', () => channel.close());
    },
    () => socket.destroy(),
  );
}
