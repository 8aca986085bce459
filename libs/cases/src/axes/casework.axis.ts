import type { Axis } from '#libs/kernel/src/two-times/answer-at.js';
import type { CaseClosed } from '../events/case-closed.event.js';
import type { On } from './axes-of.js';

/** Whether the file is worked on: a question about us, and not about the person. */
export interface Casework {
  readonly phase: 'open' | 'closed';
  readonly reason: CaseClosed['data']['reason'] | null;
}

export const caseworkAxis: Axis<Casework, On<'casework'>> = {
  start: { phase: 'open', reason: null },
  step(_value, event) {
    switch (event.type) {
      case 'CaseClosed':
        return { phase: 'closed', reason: event.data.reason };
      case 'CaseReopened':
        return { phase: 'open', reason: null };
    }
  },
  same: (a, b) => a.phase === b.phase && a.reason === b.reason,
};
