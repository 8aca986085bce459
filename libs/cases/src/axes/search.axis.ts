import type { Axis } from '#libs/kernel/src/two-times/answer-at.js';
import type { On } from './axes-of.js';

export type Search = 'open' | 'closed';

/**
 * The search ends only with a return, or with an investigator's decision that identifies the remains
 * (DOMAIN, rule 1). A confirmation of captivity does not end it; a new captivity opens it again.
 */
export const searchAxis: Axis<Search, On<'search'>> = {
  start: 'open',
  step(_value, event) {
    switch (event.type) {
      case 'Captured':
        return 'open';
      case 'Returned':
      case 'RemainsRepatriated':
        return 'closed';
    }
  },
  same: (a, b) => a === b,
};
