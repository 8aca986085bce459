import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { linesIn, LineSplitter, TooMuch, type Line } from './split-lines.js';

const LIMIT = 40;

function linesOf(chunks: readonly Uint8Array[]): Line[] {
  const splitter = new LineSplitter(LIMIT);
  return [...chunks.flatMap((chunk) => [...splitter.take(chunk)]), ...splitter.end()];
}

/** The same bytes, cut at these places. */
function cutAt(bytes: Uint8Array, places: readonly number[]): Uint8Array[] {
  const at = [0, ...places.map((place) => place % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
  return at.slice(1).map((end, index) => bytes.subarray(at[index], end));
}

const pieces = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 30 }).map((text) => Buffer.from(text)),
  fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes)),
  fc.constantFrom('\n', '\r\n', '\n\n', '', '{"ref":"l1"}\n', 'Коваленко\n').map((text) => Buffer.from(text)),
);
const bodies = fc.array(pieces, { maxLength: 12 }).map((parts) => Buffer.concat(parts));

describe('The lines of a body', () => {
  it('are the same wherever the bytes are cut', () => {
    fc.assert(
      fc.property(bodies, fc.array(fc.nat(2_000), { maxLength: 20 }), (body, places) => {
        expect(linesOf(cutAt(body, places))).toEqual(linesOf([body]));
      }),
      { numRuns: 2_000 },
    );
  });

  it('are what stands between line feeds: too long, not UTF-8, blank, or a text', () => {
    fc.assert(
      fc.property(bodies, (body) => {
        const expected: Line[] = [];
        let from = 0;
        for (let number = 1; from < body.length; number += 1) {
          const end = body.includes(0x0a, from) ? body.indexOf(0x0a, from) : body.length;
          const line = body.subarray(from, end);
          const text = line.toString();
          from = end + 1;
          if (line.length > LIMIT) expected.push({ number, fault: 'too-long' });
          else if (!Buffer.from(text).equals(line)) expected.push({ number, fault: 'not-utf-8' });
          else if (text.replace(/^\ufeff/, '').trim() !== '')
            expected.push({ number, text: text.replace(/^\ufeff/, '') });
        }
        expect(linesOf([body])).toEqual(expected);
      }),
      { numRuns: 2_000 },
    );
  });

  it('end where a line feed does, or the body', () => {
    expect(linesOf([Buffer.from('a\nb\r\n\n \nc')])).toEqual([
      { number: 1, text: 'a' },
      { number: 2, text: 'b\r' },
      { number: 5, text: 'c' },
    ]);
  });

  it('are not kept once they are too long, and the next one is read', () => {
    const long = Array.from({ length: 1_000 }, () => Buffer.alloc(1_000, 'x'));
    expect(linesOf([...long, Buffer.from('\nb\n')])).toEqual([
      { number: 1, fault: 'too-long' },
      { number: 2, text: 'b' },
    ]);
  });

  it.each([
    ['bytes', { lineBytes: LIMIT, bytes: 5, lines: 9 }],
    ['lines', { lineBytes: LIMIT, bytes: 99, lines: 2 }],
  ])('are at most so many %s', async (_what, limits) => {
    const body = (async function* () {
      yield Buffer.from('a\nb\n');
      yield Buffer.from('c\nd\n');
    })();
    const seen: number[] = [];
    const all = async () => {
      for await (const { number } of linesIn(body, limits)) seen.push(number);
    };
    await expect(all()).rejects.toThrow(TooMuch);
    expect(seen.slice(0, 2)).toEqual([1, 2]);
    expect(seen.length).toBeLessThan(5);
  });
});
