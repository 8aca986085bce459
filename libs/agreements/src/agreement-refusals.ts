import type { Explanation } from '#libs/kernel/src/decision.js';
import { unfitRefusals } from '#libs/kernel/src/statements/unfit.js';

/** Every word with which the rules of an agreement refuse, and what it tells the caseworker. */
export const agreementRefusals = {
  ...unfitRefusals,
  'agreement-already-reached': {
    field: null,
    rule: 'An agreement is recorded once, with the terms that each side stated.',
    remedy: 'Record another instrument as an agreement of its own, or check the id.',
  },
  'no-terms': {
    field: 'categories',
    rule: 'An agreement is on a category of people, on remains, or on both.',
    remedy: 'Give at least one term, under categories or under remains, and who stated it.',
  },
} as const satisfies Record<string, Explanation>;

export type AgreementRefusal = keyof typeof agreementRefusals;
