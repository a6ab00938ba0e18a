import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { answering } from './answering.ts';
import { existingAddress } from './provider.ts';

describe('an existing cluster that does not answer', () => {
  it('is named, with what the connection came to', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'steadfast-away-'));
    const kubeconfig = join(folder, 'config');
    const port = await freePort();
    writeFileSync(kubeconfig, JSON.stringify(configFor(`https://127.0.0.1:${port}`)));
    try {
      const error = await answering(existingAddress('staging', kubeconfig)).catch(String);
      expect(error)
        .to.contain('the API server of context staging does not answer')
        .and.to.contain(`ECONNREFUSED 127.0.0.1:${port}`)
        .and.to.contain('--context staging');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

/** One that nobody listens on any more. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function configFor(server: string) {
  return {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'there', cluster: { server } }],
    users: [{ name: 'me', user: {} }],
    contexts: [{ name: 'staging', context: { cluster: 'there', user: 'me' } }],
  };
}
