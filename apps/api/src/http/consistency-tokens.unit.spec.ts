import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ConsistencyTokens } from './consistency-tokens.js';
import { Problem } from './problem.js';

const tokens = new ConsistencyTokens(randomBytes(32));

describe('A consistency token', () => {
  it('opens to the position that was sealed', () => {
    fc.assert(
      fc.property(fc.bigInt(0n, 2n ** 63n), (position) =>
        expect(tokens.open(tokens.seal(position))).toBe(position),
      ),
    );
  });

  it('tells nobody anything: not the size of the position, nor whether two are the same', () => {
    expect(tokens.seal(1n)).toHaveLength(tokens.seal(2n ** 60n).length);
    expect(tokens.seal(7n)).not.toBe(tokens.seal(7n));
  });

  it('that was changed, cut, or sealed elsewhere is refused', () => {
    const bytes = Buffer.from(tokens.seal(7n), 'base64url');
    const elsewhere = new ConsistencyTokens(randomBytes(32)).seal(7n);
    const changed = bytes.map((byte, index) => (index === 14 ? byte ^ 1 : byte));
    for (const token of [
      Buffer.from(changed).toString('base64url'),
      bytes.subarray(1).toString('base64url'),
      elsewhere,
      '',
    ])
      expect(() => tokens.open(token)).toThrow(Problem);
  });
});
