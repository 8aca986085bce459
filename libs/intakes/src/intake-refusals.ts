import type { Explanation } from '#libs/kernel/src/decision.js';
import { unfitRefusals } from '#libs/kernel/src/statements/unfit.js';

/** Every word with which the rules of an intake refuse, and what it tells the caller. */
export const intakeRefusals = {
  ...unfitRefusals,
  'no-such-intake': {
    field: null,
    rule: 'An intake is opened before lines are taken in it.',
    remedy: 'Open an intake first, or check its id.',
  },
  'intake-already-open': {
    field: null,
    rule: 'An intake is opened once.',
    remedy: 'Go on with the intake that exists, or open another one.',
  },
  'no-document': {
    field: 'basis',
    rule: 'An intake rests on the document that the list is, and on who sent it.',
    remedy: 'Name the document, beside it sources and claims if there are any, and nothing else.',
  },
  'intake-closed': {
    field: null,
    rule: 'A closed intake takes no more lines, and is closed once.',
    remedy: 'Open another intake for what is left.',
  },
  'dates-contradict': {
    field: 'occurredAt',
    rule: 'An intake is closed after it was opened.',
    remedy: 'Check the date against that of the opening; give it as uncertain if it is.',
  },
} as const satisfies Record<string, Explanation>;

export type IntakeRefusal = keyof typeof intakeRefusals;
