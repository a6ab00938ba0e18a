import { closeSync, openSync, readSync } from 'node:fs';

const INTERPRETER = 3;

/** True when a program needs no loader and no libraries, so that it runs in an empty image. */
export function isStatic(file: string): boolean {
  const head = Buffer.alloc(4096);
  try {
    const handle = openSync(file, 'r');
    try {
      readSync(handle, head, 0, head.length, 0);
    } finally {
      closeSync(handle);
    }
  } catch {
    return false;
  }
  // Only little-endian ELF of 64 bits is understood: all machines this suite runs on.
  if (head.readUInt32BE(0) !== 0x7f454c46 || head[4] !== 2 || head[5] !== 1) return false;
  const table = Number(head.readBigUInt64LE(32));
  const size = head.readUInt16LE(54);
  for (let n = 0; n < head.readUInt16LE(56); n++) {
    const at = table + n * size;
    if (at + 4 > head.length) return false;
    if (head.readUInt32LE(at) === INTERPRETER) return false;
  }
  return true;
}
