import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { SearchAsk } from '#libs/read-models/src/case-names/search-ask.js';
import { Problem } from './problem.js';
import { SearchCursors } from './search-cursors.js';

const cursors = new SearchCursors(new Uint8Array(32).fill(7));
const ask: SearchAsk = {
  name: { surname: 'Гнатюк', givenNames: null, patronymic: null },
  serviceNumber: null,
  born: null,
  facts: { captivity: 'alleged' },
};
const place = { score: 0.931, caseId: '3f2a1b7c-5d4e-4f60-8a91-b2c3d4e5f607' };

describe('The cursors of searches', () => {
  it('open to the place that they were sealed with, and are all of one length', () => {
    fc.assert(
      fc.property(fc.nat(1_000), fc.uuid(), (thousandths, caseId) => {
        const sealed = cursors.seal({ score: thousandths / 1_000, caseId }, 'viewer', ask);
        expect(cursors.open(sealed, 'viewer', ask)).toEqual({ score: thousandths / 1_000, caseId });
        expect(sealed).toHaveLength(62);
      }),
    );
    expect(cursors.seal(place, 'viewer', ask)).not.toBe(cursors.seal(place, 'viewer', ask));
  });

  it('open for nobody else, for no other search, under no other key, and not when they were changed', () => {
    const sealed = cursors.seal(place, 'viewer', ask);
    const other = { ...ask, facts: null };
    expect(() => cursors.open(sealed, 'somebody', ask)).toThrow(Problem);
    expect(() => cursors.open(sealed, 'viewer', other)).toThrow(Problem);
    expect(() => new SearchCursors(new Uint8Array(32)).open(sealed, 'viewer', ask)).toThrow(Problem);
    for (const text of ['', 'x', sealed.slice(1), `${sealed.slice(0, 20)}AAAA${sealed.slice(24)}`])
      expect(() => cursors.open(text, 'viewer', ask)).toThrow(Problem);
  });
});
