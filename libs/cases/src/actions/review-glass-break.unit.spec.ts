import { describe, expect, it } from '@jest/globals';
import { instant } from '#libs/kernel/src/instant.js';
import { given, itRefuses, stateAfter } from '#libs/kernel/src/testing/given.js';
import { stillOpen } from '../case-access.js';
import { caseRefusals } from '../refusals.js';
import { cases } from '../state.js';
import { colleague, glassBreak, opened, review } from '../testing/sayings.js';
import { reviewGlassBreak } from './review-glass-break.js';

describe('reviewGlassBreak', () => {
  it('records what another person found', () => {
    given(cases, opened(), glassBreak()).when(reviewGlassBreak, review().data).then(review());
  });

  it('ends access that was not justified, and no other', () => {
    const openAfter = (finding: 'justified' | 'not-justified') =>
      stateAfter(cases, [opened(), glassBreak(), review({ finding })]).access.glass.map((glass) =>
        stillOpen(glass, instant(new Date('2025-06-30T10:00:00Z'))),
      );
    expect([openAfter('justified'), openAfter('not-justified')]).toEqual([[true], [false]]);
  });

  itRefuses(reviewGlassBreak, caseRefusals, {
    'no-such-case': () => given(cases).when(reviewGlassBreak, review().data),
    'no-such-glass': () => given(cases, opened()).when(reviewGlassBreak, review().data),
    'own-glass': () =>
      given(cases, opened(), glassBreak()).when(reviewGlassBreak, review({ reviewer: colleague }).data),
    'already-reviewed': () =>
      given(cases, opened(), glassBreak(), review()).when(
        reviewGlassBreak,
        review({ finding: 'not-justified' }).data,
      ),
  });
});
