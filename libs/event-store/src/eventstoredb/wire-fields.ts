import { EventStoreError } from '../event-store.js';

const VARINT = 0;
const FIXED_64 = 1;
const DELIMITED = 2;
const FIXED_32 = 5;

/**
 * The fields of one message of Protocol Buffers, in the order of the wire, without a copy: as much of the wire format as the messages of
 * the event store use. Throws EventStoreError for bytes that are none.
 */
export class WireFields {
  /** The number of the field that `next` came to. */
  number = 0;
  #wire = 0;
  #at: number;

  constructor(
    private readonly message: Buffer,
    from = 0,
    private readonly to = message.length,
  ) {
    this.#at = from;
  }

  /** To the next field; false at the end. Its value must be taken or skipped before the next. */
  next(): boolean {
    if (this.#at >= this.to) return false;
    const tag = this.uint();
    this.number = Math.floor(tag / 8);
    this.#wire = tag % 8;
    return true;
  }

  /** Exact up to 2^53. */
  uint(): number {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      const byte = this.#byte();
      value += (byte & 127) * factor;
      if (byte < 128) return value;
    }
  }

  bigint(): bigint {
    let [low, high] = [0, 0];
    for (let index = 0; ; index += 1) {
      const byte = this.#byte();
      if (index < 7) low += (byte & 127) * 128 ** index;
      else high += (byte & 127) * 128 ** (index - 7);
      if (byte < 128) return high === 0 ? BigInt(low) : BigInt(low) + (BigInt(high) << 49n);
    }
  }

  inner(): WireFields {
    const [from, to] = this.#delimited();
    return new WireFields(this.message, from, to);
  }

  bytes(): Uint8Array {
    const [from, to] = this.#delimited();
    return this.message.subarray(from, to);
  }

  text(): string {
    const [from, to] = this.#delimited();
    return this.message.toString('utf8', from, to);
  }

  skip(): void {
    switch (this.#wire) {
      case VARINT:
        while (this.#byte() >= 128);
        return;
      case DELIMITED:
        this.#delimited();
        return;
      case FIXED_64:
        this.#pass(8);
        return;
      case FIXED_32:
        this.#pass(4);
        return;
      default:
        throw malformed();
    }
  }

  #delimited(): readonly [number, number] {
    if (this.#wire !== DELIMITED) throw malformed();
    const length = this.uint();
    const from = this.#at;
    this.#pass(length);
    return [from, this.#at];
  }

  #byte(): number {
    const byte = this.#at < this.to ? this.message[this.#at++] : undefined;
    if (byte === undefined) throw malformed();
    return byte;
  }

  #pass(length: number): void {
    this.#at += length;
    if (this.#at > this.to) throw malformed();
  }
}

function malformed(): EventStoreError {
  return new EventStoreError(
    'The event store sent a message that is none of its protocol: it is not a server that Homeward can read.',
  );
}
