import { createServer } from 'node:net';
import { messageOf } from '../../../support/errors.ts';
import { type Check, fine } from '../check.ts';

export const loopback: Check = {
  id: 'loopback',
  title: 'ports on loopback',
  neededFor: 'the API server is reached through a free port of 127.0.0.1',
  providers: ['kind', 'embedded'],
  quick: false,
  async examine() {
    try {
      return fine(`a free port is given out, such as ${await bindOnce()}`);
    } catch (error) {
      const mend = ['ip address show dev lo'];
      return { state: 'broken', says: `no port can be bound: ${messageOf(error)}`, mend };
    }
  },
};

function bindOnce(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}
