import { edtf } from '../../edtf/edtf.js';
import type { Dated } from '../answer-at.js';
import type { Axis } from '../axis.js';

export type Phase = 'none' | 'alleged' | 'confirmed' | 'released';
export type Happening = 'Captured' | 'Confirmed' | 'Returned';
export type Statement = Dated<Happening>;

/** A small axis for specs: someone is captured, confirmed, returned, and perhaps captured again. */
export const captivityLike: Axis<Phase, Happening> = {
  start: 'none',
  step(value, event) {
    switch (event) {
      case 'Captured':
        return value === 'none' || value === 'released' ? 'alleged' : undefined;
      case 'Confirmed':
        return value === 'released' ? undefined : 'confirmed';
      case 'Returned':
        return value === 'alleged' || value === 'confirmed' ? 'released' : undefined;
    }
  },
  same: (a, b) => a === b,
};

/** Statements in the order of recording, each with its date. */
export const told = (...statements: [Happening, string][]): Statement[] =>
  statements.map(([event, text], revision) => ({ revision, event, occurredAt: edtf(text) }));
