import { isDeepStrictEqual } from 'node:util';
import { accept, refuse, type Decision } from '#libs/kernel/src/decision.js';
import type { GlassBreakReviewed } from '../events/glass-break-reviewed.event.js';
import type { CaseState } from '../state.js';

type Refusal = 'no-such-case' | 'no-such-glass' | 'own-glass' | 'already-reviewed';

/** Records what a review found. Who broke the glass never reviews it, in whatever role. */
export function reviewGlassBreak(
  state: CaseState,
  ask: GlassBreakReviewed['data'],
): Decision<GlassBreakReviewed, Refusal> {
  if (state.opened === null) return refuse('no-such-case');
  const broken = state.access.glass.find(({ glass }) => glass === ask.glass);
  if (broken === undefined) return refuse('no-such-glass');
  if (broken.staff === ask.reviewer) return refuse('own-glass');
  if (isDeepStrictEqual(broken.review, ask)) return accept();
  if (broken.review !== null) return refuse('already-reviewed');
  return accept({ type: 'GlassBreakReviewed', data: ask });
}
