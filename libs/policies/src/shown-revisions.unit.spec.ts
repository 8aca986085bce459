import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ShownRevisions } from './shown-revisions.js';

describe('The revisions that somebody is shown', () => {
  it('count what may be seen, and leave no place for what may not', () => {
    const shown = new ShownRevisions([0, 1, 4], 6);
    expect([0, 1, 2, 3, 4, 5].map((stored) => shown.shown(stored))).toEqual([0, 1, null, null, 2, null]);
    expect(shown.last).toBe(2);
    expect([0, 1, 2, 3, 4].map((told) => shown.stored(told))).toEqual([0, 1, 4, 6, 7]);
    expect(new ShownRevisions([], 2).last).toBeNull();
  });

  it('are those of the store for whoever sees all', () => {
    const shown = new ShownRevisions([0, 1, 2], 3);
    for (const revision of [0, 1, 2, 3, 9]) expect(shown.stored(revision)).toBe(revision);
  });

  it('lead back to what was shown, and a revision that was told to nobody to one that is not there', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { maxLength: 20 }), fc.nat(40), (may, told) => {
        const visible = [...may.keys()].filter((revision) => may[revision]);
        const shown = new ShownRevisions(visible, may.length);
        const stored = shown.stored(told);
        if (told < visible.length) expect(shown.shown(stored)).toBe(told);
        else expect(stored).toBeGreaterThanOrEqual(may.length);
      }),
    );
  });
});
