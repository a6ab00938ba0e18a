import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import type { Cluster, ClusterNode, ExecResult } from '../model/cluster.ts';
import { run } from '../support/exec.ts';
import { removeLineInside } from './member-network.ts';
import { toxicClient } from './toxic-client.ts';
import { toxicMember } from './toxic-member.ts';
import { processOf } from './toxic-server.ts';

const UID = '8c1f02aa-0000-4000-8000-000000000001';
const MEMBER = {
  namespace: 'n',
  pod: 'web-0',
  uid: UID,
  node: 'worker',
  port: 'sql',
  way: 'reset',
};

/** A cluster whose one node writes down what it is told to run. */
function listening() {
  const commands: string[] = [];
  const node = {
    ...{ name: 'worker', role: 'worker', address: '192.0.2.7', podRange: '10.0.0.0/24' },
    async exec(command: readonly string[]): Promise<ExecResult> {
      commands.push(command.join(' '));
      return { code: 0, stdout: '', stderr: '' };
    },
  };
  const nodes = [node as unknown as ClusterNode];
  return { cluster: { nodes } as unknown as Cluster, commands };
}

describe('lines to a port of a member', () => {
  it('are undone by the name of the very member, its port and the loan', async () => {
    const { cluster, commands } = listening();
    await toxicMember.undo(cluster, MEMBER);
    await toxicClient.undo(cluster, MEMBER);
    const own = `${UID.replaceAll('-', '_')}_sql`;
    expect(commands[0]).to.contain(`toxic-member@${UID}.sql`).and.contain(`steadfast_line_${own}`);
    expect(commands[1]).to.contain(`toxic-client@${UID}.sql`);
    expect(commands[1]).to.contain(`steadfast_client_${own}`).and.not.contain('steadfast_line_');
  });

  it('take no name that could be something else to a shell', async () => {
    const { cluster, commands } = listening();
    const refused = async (params: typeof MEMBER) =>
      toxicClient.undo(cluster, params).then(
        () => 'done',
        (error: Error) => error.message,
      );
    expect(await refused({ ...MEMBER, uid: '$(reboot)' })).to.contain('is no uid of a pod');
    expect(await refused({ ...MEMBER, port: 'a;b' })).to.contain('is no port of a pod');
    expect(commands).to.deep.equal([]);
  });

  it('end with their server, also where the pod is no more, and twice', async function () {
    this.timeout(30_000);
    const uid = randomUUID();
    const line = `client_${uid.replaceAll('-', '_')}_7001`;
    const script = removeLineInside(line, uid);
    const server: ChildProcess = spawn('sleep', ['120'], { argv0: processOf(line) });
    await once(server, 'spawn');
    const ended = once(server, 'exit');
    for (const _ of [1, 2]) await run(['bash', '-c', script]);
    expect((await ended)[1]).to.equal('SIGKILL');
  });
});
