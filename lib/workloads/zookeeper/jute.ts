/** ZooKeeper's notation: numbers are big-endian, texts and bytes begin with their size. */
export const written = {
  int(value: number): Buffer {
    const bytes = Buffer.alloc(4);
    bytes.writeInt32BE(value);
    return bytes;
  },
  long(value: bigint): Buffer {
    const bytes = Buffer.alloc(8);
    bytes.writeBigInt64BE(value);
    return bytes;
  },
  flag: (value: boolean): Buffer => Buffer.from([value ? 1 : 0]),
  bytes: (value: Buffer): Buffer => Buffer.concat([written.int(value.length), value]),
  text: (value: string): Buffer => written.bytes(Buffer.from(value, 'utf8')),
};

/** Reads a message from its beginning to its end, once. */
export class Reading {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  int(): number {
    return this.#passed(4).readInt32BE();
  }

  flag(): boolean {
    return this.#passed(1)[0] === 1;
  }

  bytes(): Buffer {
    // A size below nothing stands for no bytes at all.
    return this.#passed(Math.max(this.int(), 0));
  }

  text(): string {
    return this.bytes().toString('utf8');
  }

  pass(size: number): void {
    this.#passed(size);
  }

  #passed(size: number): Buffer {
    const end = this.#at + size;
    if (end > this.#bytes.length) throw new RangeError('a message is shorter than it says');
    const part = this.#bytes.subarray(this.#at, end);
    this.#at = end;
    return part;
  }
}

/** Cuts what arrives into messages, each of which is told its size first. */
export function messages(take: (message: Buffer) => void): (chunk: Buffer) => void {
  let rest = Buffer.alloc(0);
  return (chunk) => {
    rest = Buffer.concat([rest, chunk]);
    while (rest.length >= 4 && rest.length >= 4 + rest.readInt32BE()) {
      const size = rest.readInt32BE();
      const message = rest.subarray(4, 4 + size);
      rest = rest.subarray(4 + size);
      take(message);
    }
  };
}
