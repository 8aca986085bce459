/** Thrown when bytes from a client are not the protobuf message they should be. */
export class MalformedMessage extends Error {}

/** Walks over the fields of one protobuf message without copying: bytes come back as views of the input. */
export class ProtobufReader {
  private at = 0;
  private wireType = 0;

  constructor(private readonly bytes: Buffer) {}

  /** The number of the next field, or 0 when the message has ended. Read or skip its value before asking again. */
  nextField(): number {
    if (this.at === this.bytes.length) return 0;
    const tag = this.varint();
    this.wireType = tag & 7;
    const field = Math.floor(tag / 8);
    if (field === 0) throw new MalformedMessage('A protobuf field has the number 0.');
    return field;
  }

  /** An unsigned varint as a number; exact up to 2^53, rounded above. */
  varint(): number {
    let value = 0;
    let scale = 1;
    for (let read = 0; read < 10; read += 1) {
      const byte = this.bytes[this.at];
      if (byte === undefined) throw new MalformedMessage('A protobuf varint is cut off.');
      this.at += 1;
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
      scale *= 128;
    }
    throw new MalformedMessage('A protobuf varint is longer than ten bytes.');
  }

  /** A varint read as a signed 64-bit integer. */
  signedVarint(): bigint {
    let value = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = this.bytes[this.at];
      if (byte === undefined) throw new MalformedMessage('A protobuf varint is cut off.');
      this.at += 1;
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return BigInt.asIntN(64, value);
    }
    throw new MalformedMessage('A protobuf varint is longer than ten bytes.');
  }

  bytesField(): Buffer {
    if (this.wireType !== 2) throw new MalformedMessage('A protobuf field has an unexpected wire type.');
    const length = this.varint();
    const end = this.at + length;
    if (end > this.bytes.length) throw new MalformedMessage('A protobuf field is longer than its message.');
    const value = this.bytes.subarray(this.at, end);
    this.at = end;
    return value;
  }

  string(): string {
    return this.bytesField().toString('utf8');
  }

  /** The value of a field of any kind: a number, bytes, or undefined for a kind that is skipped. */
  value(): number | Buffer | undefined {
    if (this.wireType === 0) return this.varint();
    if (this.wireType === 2) return this.bytesField();
    this.skip();
    return undefined;
  }

  skip(): void {
    if (this.wireType === 0) this.varint();
    else if (this.wireType === 1) this.advance(8);
    else if (this.wireType === 2) this.bytesField();
    else if (this.wireType === 5) this.advance(4);
    else throw new MalformedMessage('A protobuf field has an unknown wire type.');
  }

  private advance(count: number): void {
    if (this.at + count > this.bytes.length) throw new MalformedMessage('A protobuf field is cut off.');
    this.at += count;
  }
}
