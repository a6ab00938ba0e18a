import { createServer, type Socket } from 'node:net';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { answerThrough } from './client-probe.ts';

/** What a server of this machine does with a connection, and what a client makes of that. */
async function seen(serve: (socket: Socket) => void, by: 'clear' | 'octet', limitMs = 5000) {
  const sockets: Socket[] = [];
  const server = createServer((socket) => {
    sockets.push(socket);
    socket.once('data', () => serve(socket));
    socket.on('error', () => {});
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  try {
    return await answerThrough({ host: '127.0.0.1', port }, by, AbortSignal.timeout(limitMs));
  } finally {
    for (const socket of sockets) socket.destroy();
    server.close();
  }
}

describe('what a client makes of an answer', () => {
  it('is whole at its end, or at its first octet where that is all that is asked for', async () => {
    expect(await seen((socket) => socket.end('400'), 'clear')).to.equal('whole');
    expect(await seen((socket) => socket.write('400'), 'octet')).to.equal('whole');
  });

  it('is cut when the connection ends without a word, or breaks', async () => {
    expect(await seen((socket) => socket.end(), 'octet')).to.equal('cut');
    expect(await seen((socket) => socket.resetAndDestroy(), 'octet')).to.equal('cut');
  });

  it('is silent when nothing comes in time, be it the end alone', async () => {
    expect(await seen(() => {}, 'octet', 300)).to.equal('silent');
    expect(await seen((socket) => socket.write('400'), 'clear', 300)).to.equal('silent');
  });
});
