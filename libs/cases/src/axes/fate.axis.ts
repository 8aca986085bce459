import { isDeepStrictEqual } from 'node:util';
import type { Axis } from '#libs/kernel/src/two-times/answer-at.js';
import type { On } from './axes-of.js';

/** Dead or alive, as far as known; `reports` are the grades of the reports of death, such as B2, beside each other. */
export interface Fate {
  readonly phase: 'not-known' | 'reported-dead' | 'dead' | 'alive';
  readonly reports: readonly string[];
}

/**
 * Fate and whereabouts are separate questions (ICRC). Only an investigator's decision on the remains says dead; a
 * report never does, and no report outweighs another. A return or an escape says alive, for all reports before it.
 */
export const fateAxis: Axis<Fate, On<'fate'>> = {
  start: { phase: 'not-known', reports: [] },
  step(value, event) {
    switch (event.type) {
      case 'DeathReported': {
        const { reliability, credibility } = event.data;
        const reports = [...new Set([...value.reports, `${reliability}${credibility}`])].sort();
        return { phase: value.phase === 'dead' ? 'dead' : 'reported-dead', reports };
      }
      case 'RemainsRepatriated':
        return { ...value, phase: 'dead' };
      case 'Escaped':
      case 'Returned':
        return { phase: 'alive', reports: [] };
    }
  },
  same: isDeepStrictEqual,
};
