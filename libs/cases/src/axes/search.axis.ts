import type { Axis } from '#libs/kernel/src/two-times/answer-at.js';
import type { On } from './axes-of.js';

export type Search = 'open' | 'reported-missing' | 'closed';

/**
 * The search ends only with a return, or with an investigator's decision that identifies the remains
 * (DOMAIN, rule 1). A confirmation of captivity does not end it; a new captivity or a report opens it again. Who was
 * reported missing is counted so until then, whatever else is heard (law 2505-VIII).
 */
export const searchAxis: Axis<Search, On<'search'>> = {
  start: 'open',
  step(value, event) {
    switch (event.type) {
      case 'Captured':
        return value === 'closed' ? 'open' : value;
      case 'ReportedMissing':
        return 'reported-missing';
      case 'Returned':
      case 'RemainsRepatriated':
        return 'closed';
    }
  },
  same: (a, b) => a === b,
};
