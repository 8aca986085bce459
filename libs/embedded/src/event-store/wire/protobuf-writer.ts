/** How many bytes a value up to 2^63 takes as a varint. */
export function varintLength(value: number): number {
  let length = 1;
  for (let rest = value; rest >= 128; rest = Math.floor(rest / 128)) length += 1;
  return length;
}

/** Writes a varint at `at` and returns the place after it. */
export function writeVarint(target: Buffer, value: number, at: number): number {
  let rest = value;
  let place = at;
  while (rest >= 128) {
    target[place++] = (rest % 128) | 0x80;
    rest = Math.floor(rest / 128);
  }
  target[place++] = rest;
  return place;
}

/** How many bytes a length-delimited field with a one-byte tag takes. */
export function delimitedLength(contentLength: number): number {
  return 1 + varintLength(contentLength) + contentLength;
}

/** One length-delimited field: tag, length, content. */
export function delimited(tag: number, content: Buffer): Buffer {
  const field = Buffer.allocUnsafe(delimitedLength(content.length));
  field[0] = tag;
  content.copy(field, writeVarint(field, content.length, 1));
  return field;
}

/** One varint field with a one-byte tag. */
export function varintField(tag: number, value: number): Buffer {
  const field = Buffer.allocUnsafe(1 + varintLength(value));
  field[0] = tag;
  writeVarint(field, value, 1);
  return field;
}
