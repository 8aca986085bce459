import { describe, expect, it } from '@jest/globals';
import { stateAfter } from '#libs/kernel/src/testing/given.js';
import { receptions } from './reception-state.js';
import { counted, received } from './testing/sayings.js';

describe('The state of a reception', () => {
  it('keeps every count: none replaces another', () => {
    const anew = counted({ count: 1250 });
    expect(stateAfter(receptions, [received(), counted(), anew])).toEqual({
      received: received(),
      counted: [counted(), anew],
    });
  });

  it('is total: a count before its reception, or a second reception, folds too', () => {
    const second = received({ counts: [] });
    expect(stateAfter(receptions, [counted(), received(), second])).toEqual({
      received: received(),
      counted: [counted()],
    });
  });
});
