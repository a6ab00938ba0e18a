import { closeSync, openSync, readSync } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';

const PIECE_BYTES = 1024 * 1024;
const STDIN = 0;

/** A file as text, piece by piece: it is never in memory as a whole. `-` is stdin. */
export function* readPieces(file: string): Generator<string> {
  const handle = file === '-' ? STDIN : openSync(file, 'r');
  // A character may lie across two pieces.
  const decoder = new StringDecoder('utf8');
  const piece = Buffer.alloc(PIECE_BYTES);
  try {
    for (;;) {
      const length = readSync(handle, piece, 0, PIECE_BYTES, null);
      if (length === 0) break;
      yield decoder.write(piece.subarray(0, length));
    }
    yield decoder.end();
  } finally {
    if (handle !== STDIN) closeSync(handle);
  }
}
