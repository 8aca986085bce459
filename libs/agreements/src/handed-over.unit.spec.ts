import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { figuresOf, sumOf } from './handed-over.js';
import { agreement, otherAgreement, person } from './testing/sayings.js';

const under = fc.record({
  agreement: fc.constantFrom(agreement, otherAgreement, null),
  category: fc.constantFrom('general' as const, 'aged-18-to-25' as const, null),
});
const manifests = fc.array(under, { maxLength: 20 }).map((some) => some.map((each, n) => person(n, each)));

describe('The figures of a manifest', () => {
  it('count everybody once, by agreement and by category, those outside of any last', () => {
    const manifest = [person(1, { agreement: null }), person(2), person(3, { category: null })];
    expect(figuresOf(manifest)).toEqual({
      total: 3,
      byAgreement: [
        { agreement, count: 2 },
        { agreement: null, count: 1 },
      ],
      byCategory: [
        { category: 'seriously-ill-or-wounded', count: 2 },
        { category: null, count: 1 },
      ],
    });
    expect(figuresOf([])).toEqual(sumOf([]));
  });

  it('in parts add up to those of the whole, in any order', () => {
    fc.assert(
      fc.property(manifests, fc.nat(20), (manifest, cut) => {
        const [a, b] = [figuresOf(manifest.slice(0, cut)), figuresOf(manifest.slice(cut))];
        expect(sumOf([a, b])).toEqual(figuresOf(manifest));
        expect(sumOf([b, a])).toEqual(figuresOf(manifest));
      }),
    );
  });
});
