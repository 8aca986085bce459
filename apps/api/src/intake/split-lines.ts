const LINE_FEED = 0x0a;

/** One line of a body, with its number from 1 on; blank lines count and are left out. */
export type Line =
  | { readonly number: number; readonly text: string }
  | { readonly number: number; readonly fault: 'too-long' | 'not-utf-8' };

/**
 * Cuts bytes into lines, however they arrive. Of a line that is longer than the limit (in bytes, without its line feed)
 * nothing more is kept than that it was.
 */
export class LineSplitter {
  readonly #utf8 = new TextDecoder('utf-8', { fatal: true });
  #pieces: Uint8Array[] = [];
  #bytes = 0;
  #number = 0;

  constructor(private readonly limit: number) {}

  /** The lines that end in this chunk. */
  *take(chunk: Uint8Array): Generator<Line> {
    let from = 0;
    for (let end = chunk.indexOf(LINE_FEED); end >= 0; end = chunk.indexOf(LINE_FEED, from)) {
      this.#keep(chunk.subarray(from, end));
      yield* this.#cut();
      from = end + 1;
    }
    this.#keep(chunk.subarray(from));
  }

  /** What stands behind the last line feed, once there is no more. */
  *end(): Generator<Line> {
    if (this.#bytes > 0) yield* this.#cut();
  }

  #keep(piece: Uint8Array): void {
    this.#bytes += piece.length;
    if (this.#bytes > this.limit) this.#pieces = [];
    else if (piece.length > 0) this.#pieces.push(piece);
  }

  *#cut(): Generator<Line> {
    const [pieces, bytes, number] = [this.#pieces, this.#bytes, (this.#number += 1)];
    this.#pieces = [];
    this.#bytes = 0;
    if (bytes > this.limit) yield { number, fault: 'too-long' };
    else {
      const text = this.#decoded(Buffer.concat(pieces));
      if (text === undefined) yield { number, fault: 'not-utf-8' };
      else if (text.trim() !== '') yield { number, text };
    }
  }

  #decoded(bytes: Uint8Array): string | undefined {
    try {
      return this.#utf8.decode(bytes);
    } catch {
      return undefined;
    }
  }
}

/** The lines of a body as it arrives; `mostBytes` and `mostLines` in all, then it throws TooMuch. */
export async function* linesIn(
  body: AsyncIterable<Uint8Array>,
  limits: { readonly lineBytes: number; readonly bytes: number; readonly lines: number },
): AsyncGenerator<Line> {
  const splitter = new LineSplitter(limits.lineBytes);
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.length;
    for (const line of splitter.take(chunk)) {
      if (line.number > limits.lines) throw new TooMuch();
      yield line;
    }
    if (bytes > limits.bytes) throw new TooMuch();
  }
  yield* splitter.end();
}

export class TooMuch extends Error {
  override readonly name = 'TooMuch';
}
