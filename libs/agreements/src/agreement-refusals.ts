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
  'no-such-agreement': {
    field: null,
    rule: 'Figures are stated of an agreement that is recorded.',
    remedy: 'Record the agreement first, or check its id.',
  },
  'figure-missing': {
    field: 'figure',
    rule: 'A figure that was stated has a number, unless its bound says that none was given.',
    remedy: 'Give the number, or the bound most, some or undisclosed.',
  },
  'figure-not-stated': {
    field: 'figure',
    rule: 'With the bound most, some or undisclosed no number was given.',
    remedy: 'Leave the figure out, or give the bound with which it was stated.',
  },
  'remains-are-all': {
    field: 'counted',
    rule: 'A figure of remains is of all of them: whose they are is a claim of its own.',
    remedy: 'Give all.',
  },
  'counted-past-the-statement': {
    field: 'through',
    rule: 'A figure counts up to the day on which it was stated, and no further.',
    remedy: 'Check both days; give them as uncertain if they are.',
  },
  'rests-on-an-exchange': {
    field: 'basis',
    rule: 'What the record of an exchange says may be under its embargo; a figure stated in public rests on who stated it, or where.',
    remedy: 'Name the source, a claim or a document instead of the event.',
  },
} as const satisfies Record<string, Explanation>;

export type AgreementRefusal = keyof typeof agreementRefusals;
