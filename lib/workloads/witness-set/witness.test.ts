import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { run } from '../../support/exec.ts';
import { waitFor } from '../../support/wait.ts';
import { readWitnessLog } from '../../witness/witness-log.ts';

const PROGRAM = fileURLToPath(new URL('./witness.sh', import.meta.url));
const READY = fileURLToPath(new URL('./ready.sh', import.meta.url));
// The shells of the two kinds of image there are; a host without one of them tests the other.
const SHELLS = [
  { name: 'dash', argv: ['dash'], path: '/usr/bin/dash' },
  { name: 'busybox', argv: ['busybox', 'sh'], path: '/usr/bin/busybox' },
].filter(({ path }) => existsSync(path));

// The program reads the kernel's clock where Linux has it.
const onLinux = process.platform === 'linux' ? describe : () => {};

for (const { name, argv } of SHELLS) {
  onLinux(`a member of the witness set, under ${name}`, () => {
    let folder: string;
    const started: ChildProcess[] = [];

    beforeEach(() => {
      folder = mkdtempSync(join(tmpdir(), 'witness-'));
    });
    afterEach(async () => {
      for (const member of started.splice(0)) await end(member, 'SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    });

    const environment = (uid: string) => ({
      PATH: process.env.PATH,
      WITNESS_FOLDER: folder,
      WITNESS_PULSE: join(folder, `pulse-${uid}`),
      WITNESS_SET: 'web',
      POD_UID: uid,
      NODE_NAME: 'worker',
      BEAT_MS: '50',
    });
    const start = (uid: string) => {
      const [shell = '', ...rest] = argv;
      const member = spawn(shell, [...rest, PROGRAM], { env: environment(uid) });
      started.push(member);
      const acks: string[] = [];
      member.stdout.setEncoding('utf8').on('data', (text: string) => {
        acks.push(...text.trim().split('\n'));
      });
      return { member, acks };
    };
    const log = () => readWitnessLog(readFileSync(join(folder, 'witness.log'), 'utf8'));
    const beats = (count: number, acks: readonly string[]) =>
      waitFor({
        what: `${count} beats`,
        limit: 'ackMs',
        read: () => acks.length,
        until: (seen) => seen >= count,
        describe: (seen) => `${seen} acknowledged`,
        everyMs: 20,
      });

    it('acknowledges what it wrote, and ends at once with a last record', async () => {
      const { member, acks } = start('u1');
      await beats(5, acks);
      const asked = performance.now();
      expect(await end(member, 'SIGTERM')).to.equal(0);
      expect(performance.now() - asked).to.be.below(1000);
      const { lines, cut } = log();
      expect(cut).to.equal(0);
      expect(lines.every(({ intact }) => intact)).to.equal(true);
      expect(lines[0]).to.include({ kind: 'epoch', n: 0, state: 'empty', uid: 'u1', set: 'web' });
      const records = lines.slice(1).map(({ n, digest }) => `ack ${n} ${digest}`);
      expect(acks).to.deep.equal(records);
    });

    it('goes on where the last one was killed', async () => {
      const first = start('u1');
      await beats(4, first.acks);
      await end(first.member, 'SIGKILL');
      const before = log().lines;
      const second = start('u2');
      await beats(2, second.acks);
      await end(second.member, 'SIGTERM');
      const epoch = log().lines[before.length];
      const last = before.at(-1);
      expect(epoch).to.include({ kind: 'epoch', uid: 'u2', n: last?.n, state: 'whole' });
      expect(epoch?.previous).to.equal(last?.digest);
      expect(log().lines.every(({ intact }) => intact)).to.equal(true);
    });

    it('begins a new line behind one that was cut, and tells a broken chain', async () => {
      const first = start('u1');
      await beats(4, first.acks);
      await end(first.member, 'SIGTERM');
      appendFileSync(join(folder, 'witness.log'), 'B 99 12');
      const second = start('u2');
      await beats(1, second.acks);
      await end(second.member, 'SIGTERM');
      expect(log()).to.include({ cut: 1 });
      expect(log().lines.every(({ intact }) => intact)).to.equal(true);

      const kept = readFileSync(join(folder, 'witness.log'), 'utf8').split('\n');
      writeFileSync(join(folder, 'witness.log'), kept.filter((_, index) => index !== 2).join('\n'));
      const third = start('u3');
      await beats(1, third.acks);
      await end(third.member, 'SIGTERM');
      expect(log().lines.find(({ uid }) => uid === 'u3')).to.include({ state: 'broken' });
    });

    it('leaves a chain for each of two that run at once', async () => {
      const first = start('u1');
      const second = start('u2');
      await Promise.all([beats(8, first.acks), beats(8, second.acks)]);
      await Promise.all([end(first.member, 'SIGTERM'), end(second.member, 'SIGTERM')]);
      const { lines, cut } = log();
      expect(cut).to.equal(0);
      expect(lines.every(({ intact }) => intact)).to.equal(true);
      for (const { acks } of [first, second]) {
        for (const ack of acks) {
          expect(lines.map(({ n, digest }) => `ack ${n} ${digest}`)).to.include(ack);
        }
      }
    });

    it('is ready from its first acknowledgement until it ends', async () => {
      const ready = async () => {
        const said = await run([...argv, READY], { env: environment('u1') });
        return /^Status: (\d+) .*\r\n(.+\r\n)*\r\n/.exec(said)?.[1];
      };
      expect(await ready()).to.equal('503');
      const { member, acks } = start('u1');
      await beats(2, acks);
      expect(await ready()).to.equal('200');
      await end(member, 'SIGTERM');
      expect(await ready()).to.equal('503');
    });

    it('acknowledges nothing that it could not write', async () => {
      rmSync(folder, { recursive: true });
      const { member, acks } = start('u1');
      expect((await once(member, 'close'))[0]).not.to.equal(0);
      expect(acks).to.deep.equal([]);
      started.splice(0);
    });
  });
}

async function end(member: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (member.exitCode !== null || member.signalCode !== null) return member.exitCode;
  const closed = once(member, 'close');
  member.kill(signal);
  await closed;
  return member.exitCode;
}
