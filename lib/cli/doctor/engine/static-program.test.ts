import { expect } from 'chai';
import { fakeMachine } from '../fake-machine.ts';
import { isStatic } from './static-program.ts';

/** The head of an ELF program with these kinds of program headers, and nothing after it. */
function program(...kinds: readonly number[]): Buffer {
  const head = Buffer.alloc(64 + 56 * kinds.length);
  Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1]).copy(head);
  head.writeBigUInt64LE(64n, 32);
  head.writeUInt16LE(56, 54);
  head.writeUInt16LE(kinds.length, 56);
  kinds.forEach((kind, n) => {
    head.writeUInt32LE(kind, 64 + 56 * n);
  });
  return head;
}

describe('a static program', () => {
  const machine = fakeMachine();
  after(() => machine.remove());
  const judged = (bytes: Buffer) => isStatic(machine.write('x', bytes.toString('latin1')));

  it('is one that names no loader', () => {
    expect(judged(program(1, 1, 4))).to.equal(true);
    expect(judged(program(6, 3, 1))).to.equal(false);
  });

  it('is no script, no empty file and no missing one', () => {
    expect(judged(Buffer.from('#!/bin/sh\n'))).to.equal(false);
    expect(judged(Buffer.alloc(0))).to.equal(false);
    expect(isStatic(machine.at('nothing'))).to.equal(false);
    expect(isStatic(process.execPath)).to.equal(false);
  });
});
